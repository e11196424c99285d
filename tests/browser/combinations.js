/*
 * Everything that a judgement on the contrast of a text can depend on, as one number a combination.
 *
 * A text: its element, colour, font and state, and every box that paints, clips, fades or lifts what stands
 * there, be it around the text or only near it. Two texts of one number are the same question. Null where
 * not everything can be seen from here.
 */
globalThis.combinations = () => {
  const all = [...document.querySelectorAll("*")];
  if (all.some(each => each.shadowRoot || each.localName === "iframe")) return null;
  const shown = all.filter(each => each.checkVisibility({visibilityProperty: true}));
  const boxes = shown.map(boxOf).filter(Boolean);
  const named = namesOfDisabled();
  const texts = new Map();
  for (const each of shown) {
    const place = placeOfText(each);
    if (place) texts.set(keyOf(each, place, boxes, named), each);
  }
  return [...(latest = texts).keys()];
};

/* One text for each of these numbers, as axe takes them. */
globalThis.textsOf = numbers => ({include: numbers.map(number => latest.get(number))});

let latest = new Map();

const CONTROLS = "input:not([type=hidden]), select, textarea, button";
const PICTURES = "img, svg, video, canvas, object, embed";
const DISABLED = ":disabled, [aria-disabled=true]";

function ownTexts(each) {
  return [...each.childNodes].filter(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
}

/* Where the words of an element itself stand; null when it has none. */
function placeOfText(each) {
  if (each.matches(CONTROLS)) return each.getBoundingClientRect();
  const found = ownTexts(each);
  if (!found.length) return null;
  const range = document.createRange();
  const rects = found.map(node => (range.selectNodeContents(node), range.getBoundingClientRect()));
  return {
    left: Math.min(...rects.map(rect => rect.left)), right: Math.max(...rects.map(rect => rect.right)),
    top: Math.min(...rects.map(rect => rect.top)), bottom: Math.max(...rects.map(rect => rect.bottom)),
  };
}

/* What an element adds to the ground of texts: paint, or only its place in the order; null when nothing. */
function boxOf(each) {
  const style = getComputedStyle(each);
  const pseudo = ["::before", "::after"].map(which => getComputedStyle(each, which))
    .filter(found => found.content !== "none");
  const level = style.position === "static" && style.float === "none";
  const bare = !each.matches(PICTURES) && [style, ...pseudo].every(paintsNothing);
  if (level && bare) return null;
  const key = numberOf([each.localName, ...[style, ...pseudo].map(paintOf)].join("\n"));
  const order = `${style.position} ${style.zIndex} ${style.float}`;
  return {each, bare, key, order, area: sum(pseudo.map(areaOf)), place: each.getBoundingClientRect()};
}

function paintsNothing(style) {
  return style.backgroundColor === "rgba(0, 0, 0, 0)" && style.backgroundImage === "none"
    && style.opacity === "1" && style.filter === "none" && style.mixBlendMode === "normal"
    && style.clipPath === "none" && style.transform === "none" && style.clip === "auto"
    && style.overflowX === "visible" && style.overflowY === "visible" && !(style.zIndex < 0);
}

function paintOf(style) {
  return [
    style.backgroundColor, style.backgroundImage, style.backgroundClip, style.opacity, style.filter,
    style.mixBlendMode, style.clipPath, style.clip, style.transform, style.overflowX, style.overflowY,
    style.zIndex < 0, style.display === "inline", style.content,
  ].join(";");
}

/* Of a part that is painted over its element; one that has no measure counts as endless. */
function areaOf(style) {
  if (style.position !== "absolute") return 0;
  const area = parseFloat(style.width) * parseFloat(style.height);
  return Number.isNaN(area) ? Infinity : area;
}

function sum(numbers) {
  return numbers.reduce((all, each) => all + each, 0);
}

/* The order of boxes counts where one paints that is not around the text. */
function keyOf(each, place, boxes, named) {
  const own = each.getBoundingClientRect();
  const key = [...letteringOf(each), ...stateOf(each, named), relation(own, document.body.getBoundingClientRect())];
  const order = [];
  let heaped = false;
  for (const box of boxes) {
    const how = relation(place, box.place);
    const around = box.each.contains(each);
    if (!around && how === "beside") continue;
    if (!box.bare) key.push(box.key, around, how, around && box.area > own.width * own.height / 4);
    order.push(box.order, around, how);
    heaped ||= !around && !box.bare;
  }
  if (heaped) key.push(...order);
  return numberOf(key.join("\n"));
}

/* What of the words themselves counts: none, one or more; signs that are no letters, as they are. */
function letteringOf(each) {
  const style = getComputedStyle(each);
  const words = (each.matches(CONTROLS) && each.value || ownTexts(each).map(node => node.data).join("")).trim();
  return [
    each.localName, style.color, style.fontFamily, style.fontSize, style.fontWeight, style.textShadow,
    style.textIndent, style.webkitTextStroke, style.webkitTextFillColor, Math.min(words.length, 2),
    /[\p{L}\p{N}]/u.test(words) || words,
  ];
}

/* As far as a rule may ask for it: what is disabled or hidden from readers need not be readable. */
function stateOf(each, named) {
  const label = each.closest("label");
  const place = each.getBoundingClientRect();
  return [
    each.getAttribute("type"), each.getAttribute("role"), each.matches(":placeholder-shown"),
    Boolean(each.closest(DISABLED)), Boolean(each.closest("[aria-hidden=true], [inert]")),
    Boolean(label?.control?.matches(DISABLED) || label?.querySelector(DISABLED)),
    named.some(name => name.contains(each)), place.right <= 0 || place.bottom + scrollY <= 0,
  ];
}

function namesOfDisabled() {
  return [...document.querySelectorAll(DISABLED)]
    .flatMap(each => (each.getAttribute("aria-labelledby") ?? "").split(/\s+/))
    .map(id => id && document.getElementById(id)).filter(Boolean);
}

/* Whether a text lies in a box, partly in it, or beside it. */
function relation(text, box) {
  const inside = text.left >= box.left && text.right <= box.right && text.top >= box.top && text.bottom <= box.bottom;
  if (inside) return "in";
  const apart = text.right <= box.left || text.left >= box.right || text.bottom <= box.top || text.top >= box.bottom;
  return apart ? "beside" : "partly";
}

/* 53 bits of the words, so that some thousands of them never meet. */
function numberOf(words) {
  let high = 0xdeadbeef, low = 0x41c6ce57;
  for (let at = 0; at < words.length; at++) {
    const code = words.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & high) + (low >>> 0);
}
