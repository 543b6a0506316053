/** Texts of many kinds, each long enough to have a rate of tokens. */
export const corpus: Readonly<Record<string, string>> = {
  english: `A portolan was a chart drawn on a single skin. It showed harbours, capes and shoals along a coast, and a web of straight lines
that ran from compass roses to every edge. A navigator laid his ruler between two ports, found the line that ran beside it, and steered
by that bearing until land came into sight. Nobody knows who drew the first one; the oldest that is left was made before 1300, and it is
already so accurate that its makers must have had generations of sailing directions to work from.`,
  technical: `When the upstream server closes the connection before the response headers have been received, the request is retried once on a
fresh socket, provided that the body has not been consumed. Idempotency keys are forwarded unchanged; authentication headers are not
logged. See configuration options maxRetries, connectTimeoutMs and keepAliveInitialDelay for fine-grained control.`,
  german: `Ein Portolan war eine Seekarte, gezeichnet auf eine einzige Haut. Sie zeigte Häfen, Vorgebirge und Untiefen entlang der Küste sowie ein
Netz gerader Linien, das von Windrosen zu allen Rändern lief. Der Steuermann legte sein Lineal zwischen zwei Häfen, suchte die
nächstgelegene Linie und hielt diesen Kurs, bis Land in Sicht kam. Geschwindigkeitsmessungen waren damals noch unzuverlässig.`,
  spanish: `Un portulano era una carta náutica dibujada sobre una sola piel. Mostraba puertos, cabos y bajíos a lo largo de la costa, y una red
de líneas rectas que partían de las rosas de los vientos. El navegante colocaba la regla entre dos puertos y seguía aquel rumbo.`,
  russian: `Портолан был морской картой, нарисованной на одной коже. На ней показывали гавани, мысы и мели вдоль берега, а также сеть прямых линий,
расходившихся от роз ветров. Штурман прикладывал линейку между двумя портами и держал этот курс, пока не показывалась земля.`,
  greek: `Ο πορτολάνος ήταν ναυτικός χάρτης σχεδιασμένος πάνω σε ένα δέρμα. Έδειχνε λιμάνια, ακρωτήρια και ξέρες κατά μήκος της ακτής.`,
  arabic: `كانت خريطة بورتولان خريطة بحرية مرسومة على جلد واحد. وكانت تبيّن الموانئ والرؤوس والمياه الضحلة على طول الساحل، وشبكة من الخطوط المستقيمة.`,
  hindi: `पोर्टोलन एक समुद्री नक्शा था जो एक ही चमड़े पर बनाया जाता था। इसमें तट के साथ बंदरगाह, अंतरीप और उथले स्थान दिखाए जाते थे।`,
  thai: `แผนที่พอร์โตลันเป็นแผนที่เดินเรือที่วาดบนหนังผืนเดียว แสดงท่าเรือ แหลม และสันดอนตามแนวชายฝั่ง`,
  chinese: `波特兰海图是画在一整张皮上的航海图。图上标出沿岸的港口、海角和浅滩，还有从罗盘玫瑰伸向四边的直线网。航海者把尺子放在两个港口之间，找到旁边的那条线，按这个方位航行，直到看见陆地。`,
  japanese: `ポルトラノ海図は一枚の皮に描かれた航海図である。海岸に沿って港や岬や浅瀬が示され、羅針盤から四方へ直線の網が伸びていた。航海士は二つの港の間に定規を置き、その方角へ船を進めた。`,
  korean: `포르톨라노 해도는 한 장의 가죽 위에 그린 항해 지도이다. 해안을 따라 항구와 곶과 여울이 표시되어 있었고 나침반에서 사방으로 직선이 뻗어 있었다.`,
  typescript: `export function nearestPort(ports: readonly Port[], position: Position, { maxDistance = Infinity }: Options = {}): Port | undefined {
  let nearest: { port: Port; distance: number } | undefined;
  for (const port of ports) {
    const distance = distanceBetween(port.position, position);
    if (distance > maxDistance) continue;
    if (nearest === undefined || distance < nearest.distance) nearest = { port, distance };
  }
  return nearest?.port;
}`,
  python: `def sail(ship, *, wind=None, log=print):
    """Sails one leg, and returns the distance made good."""
    if wind is None:
        wind = ship.weather.read()
    for hour in range(24):
        speed = max(0.0, wind.speed * 0.35 - ship.load / 1_000)
        ship.x += speed * cos(ship.heading); ship.y += speed * sin(ship.heading)
        log(f"{hour:02d}:00 {ship.x:8.3f} {ship.y:8.3f}")
    return hypot(ship.x, ship.y)`,
  json: JSON.stringify({ ports: [{ id: "genoa", latitude: 44.4056, longitude: 8.9463, depth: 15 }, { id: "pisa", latitude: 43.7228, longitude: 10.4017, depth: 4 }], unit: "metre", open: true, checked: null }, null, 2),
  table: `| port    | latitude | longitude | depth |\n| ------- | -------: | --------: | ----: |\n| Genoa   |  44.4056 |    8.9463 |    15 |\n| Pisa    |  43.7228 |   10.4017 |     4 |\n| Palma   |  39.5696 |    2.6502 |    12 |`,
  identifiers: `req_01HZX8Q4T9M2 sha256:9f86d081884c7d659a2feaa0c55ad015 4f1d2c7e-8a53-4b0a-9d0e-6f2b1c7e3a55 v2.14.0-rc.3+build.20261121 0xDEADBEEF`,
  emoji: `Land in sight! 🏝️⛵️ The crew cheered 🎉🎉🎉 and somebody wept 😭. → ≈ 12 miles ✓`,
};
