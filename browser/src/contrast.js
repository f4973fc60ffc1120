// Every text that is seen and has less contrast with what is behind it than 4.5:1 (WCAG 2.2, 1.4.3), as "ratio text".
const parse = (color) => {
  const numbers = color.match(/-?[\d.]+(e-?\d+)?/g);
  if (!numbers || color === "none") return null;
  const [r, g, b, a] = numbers.map(Number);
  const scale = color.startsWith("color(") ? 255 : 1;
  return [r * scale, g * scale, b * scale, a === undefined ? 1 : a];
};
const over = (top, bed) => [0, 1, 2].map((i) => top[i] * top[3] + bed[i] * (1 - top[3])).concat(1);
const light = ([r, g, b]) => {
  const part = (v) => ((v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
};
const behind = (node) => {
  const layers = [];
  for (let at = node; at; at = at.parentElement) {
    const style = getComputedStyle(at);
    const own = at.closest("svg") && at !== at.closest("svg") ? null : parse(style.backgroundColor);
    if (own && own[3] > 0) layers.push(own);
    // A band of a drawing lies behind its text.
    const band = at.tagName === "text" && at.parentElement.matches(".chapter") && at.parentElement.querySelector("rect");
    if (band) layers.push(parse(getComputedStyle(band).fill));
    if (own && own[3] === 1) break;
  }
  const page = parse(getComputedStyle(document.body).backgroundColor);
  return layers.reduceRight((bed, top) => over(top, bed), page[3] === 1 ? page : [255, 255, 255, 1]);
};
const bad = [];
let seen = 0;
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walk.nextNode()) {
  const node = walk.currentNode.parentElement;
  const text = walk.currentNode.textContent.trim();
  if (!text || node.closest(".hidden, script, style, title, desc") || !node.checkVisibility({ opacityProperty: true })) continue;
  const style = getComputedStyle(node);
  const ink = parse(node.tagName === "text" ? style.fill : style.color);
  let opacity = 1;
  for (let at = node; at; at = at.parentElement) opacity *= Number(getComputedStyle(at).opacity);
  const bed = behind(node);
  const shown = over([ink[0], ink[1], ink[2], ink[3] * opacity], bed);
  const [a, b] = [light(shown), light(bed)].sort((x, y) => y - x);
  const ratio = (a + 0.05) / (b + 0.05);
  seen += 1;
  if (ratio < 4.5) bad.push(ratio.toFixed(2) + " " + node.className + ": " + text.slice(0, 40));
}
return { seen, bad: bad.slice(0, 20) };
