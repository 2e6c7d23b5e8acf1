/* What the tests measure in a page. Each measure gives the faults that it found, as sentences. */

window.pmMeasures = {
  /** Whether the page is wider than its window, and what sticks out. */
  sideways() {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const wide = [...document.querySelectorAll("body *")]
      .filter((each) => each.getBoundingClientRect().right > root.clientWidth + 1 && each.checkVisibility())
      .filter((each) => !each.closest(".md-sidebar, .md-search"));
    return [`${root.scrollWidth} wide in ${root.clientWidth}: ${wide.slice(-3).map(pmName).join(", ")}`];
  },

  /** What reaches out of the column of the text, and is in no box that scrolls. The theme's code does. */
  outside() {
    const column = document.querySelector(".md-content__inner").getBoundingClientRect();
    return [...document.querySelectorAll(".md-content__inner *")]
      .filter((each) => each.checkVisibility() && !each.closest(".md-typeset__scrollwrap, .pm-scroll, .highlight, code, svg, .pm-hidden"))
      .filter((each) => pmShownRight(each) > column.right + 1)
      .map((each) => `${pmName(each)} reaches ${pmShownRight(each) - column.right} px out of its column`);
  },

  /** Texts of a drawing that lie on each other, or on a circle that is not their own, or outside of their drawing. */
  overlaps() {
    const faults = [];
    for (const svg of document.querySelectorAll(".md-content svg")) {
      if (!svg.checkVisibility() || !svg.querySelector("text")) continue;
      const frame = svg.getBoundingClientRect();
      const texts = pmBoxes(svg, "text").map((box) => pmInk(box));
      const circles = pmBoxes(svg, "circle");
      texts.forEach((box, place) => {
        for (const other of texts.slice(place + 1)) {
          if (pmMeet(box, other)) faults.push(`${pmName(svg)}: “${box.text}” on “${other.text}”`);
        }
        for (const circle of circles) {
          if (pmMeet(box, circle) && !pmInside(box, circle)) faults.push(`${pmName(svg)}: “${box.text}” on a circle`);
        }
        const { left, right, top, bottom } = box;
        if (left < frame.left - 1 || right > frame.right + 1 || top < frame.top - 2 || bottom > frame.bottom + 2) {
          faults.push(`${pmName(svg)}: “${box.text}” leaves the drawing`);
        }
      });
    }
    return faults;
  },

  /** Circles of a timeline that lie on each other. */
  circles() {
    const faults = [];
    for (const svg of document.querySelectorAll("svg.pm-timeline")) {
      const circles = [...new Map(pmBoxes(svg, "a circle").map((box) => [`${box.left} ${box.top}`, box])).values()];
      circles.forEach((box, place) => {
        for (const other of circles.slice(place + 1)) {
          const apart = Math.hypot(box.left + box.width / 2 - other.left - other.width / 2, box.top - other.top);
          if (apart > 1 && apart < (box.width + other.width) / 2 - 0.5) faults.push(`circles ${apart} apart`);
        }
      });
    }
    return faults;
  },

  /** Texts that their own box cuts off. */
  clipped() {
    return [...document.querySelectorAll(".md-content *")]
      .filter((each) => each.checkVisibility() && each.innerText?.trim() && !each.closest("pre, .pm-hidden, svg"))
      .filter((each) => ["hidden", "clip"].includes(getComputedStyle(each).overflowX))
      .filter((each) => each.clientWidth > 1 && each.scrollWidth > each.clientWidth + 1)
      .map((each) => `${pmName(each)} cuts “${each.innerText.slice(0, 40)}”`);
  },

  /** Dates and values with a unit that continue on the next line. Authors may write theirs as they like. */
  split() {
    const faults = [];
    const texts = document.createTreeWalker(document.querySelector(".md-content"), NodeFilter.SHOW_TEXT);
    for (let text; (text = texts.nextNode());) {
      const within = text.parentElement;
      if (!pmIsOurs(within) || !within.checkVisibility() || within.closest(PM_WRITTEN)) continue;
      for (const { 0: value, index } of text.data.matchAll(PM_VALUE)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + value.length);
        const bottoms = [...range.getClientRects()].filter((box) => box.width > 1).map((box) => box.bottom);
        if (Math.max(...bottoms) - Math.min(...bottoms) > 8) faults.push(`${pmName(within)} splits “${value}”`);
      }
    }
    return faults;
  },

  /** Groups of a timeline whose texts do not begin where those of the others do. */
  ragged() {
    const texts = [...document.querySelectorAll(".pm-events .pm-text")].filter((each) => each.checkVisibility());
    const starts = texts.map((each) => each.getBoundingClientRect()[pmIsRightToLeft() ? "right" : "left"]);
    const apart = Math.max(...starts) - Math.min(...starts);
    return apart > 0.5 ? [`texts of events begin ${apart} px apart`] : [];
  },

  /** Marks that forced colours leave in the colour of the page. */
  vanished() {
    const page = getComputedStyle(document.body).backgroundColor;
    const seen = (colour) => colour !== "none" && colour !== page && !/rgba.*, 0\)$/.test(colour);
    return [...document.querySelectorAll(".md-content svg :is(circle, rect, path, line, text)")]
      .filter((each) => each.checkVisibility() && !each.closest("defs, pattern, clipPath, mask") && pmIsOurs(each))
      .filter((each) => {
        const { fill, stroke } = getComputedStyle(each);
        return !seen(fill) && !seen(stroke);
      })
      .map((each) => `${pmName(each)} is not seen`);
  },

  /** What still moves where the reader asked for rest. */
  moving() {
    return [...document.querySelectorAll(".md-content *")]
      .filter((each) => {
        const { transitionDuration, animationName } = getComputedStyle(each);
        return pmIsOurs(each) && (parseFloat(transitionDuration) > 0.01 || animationName !== "none");
      })
      .map((each) => `${pmName(each)} moves`);
  },
};

const pmName = (element) =>
  `${element.localName}${[...element.classList].slice(0, 3).map((name) => `.${name}`).join("")}`;

/** Where what an element shows ends at the right: without the padding of a box that has neither border nor background. */
const pmShownRight = (element) => {
  const { paddingRight, borderRightWidth, backgroundColor } = getComputedStyle(element);
  const isBare = borderRightWidth === "0px" && backgroundColor === "rgba(0, 0, 0, 0)";
  return element.getBoundingClientRect().right - (isBare ? parseFloat(paddingRight) : 0);
};

const pmIsRightToLeft = () => getComputedStyle(document.querySelector(".pm-report")).direction === "rtl";

/** What authors write. */
const PM_WRITTEN = "bdi, svg, pre, [dir='auto'], .pm-text, .pm-tagline, p:not([class]), .pm-body :is(li, td):not([class])";

const PM_VALUE = new RegExp(
  [
    "\\d{4}-\\d\\d-\\d\\d",
    "\\d{1,2}\\.?\\s\\p{Lu}\\p{L}{2,}\\.?\\s\\d{4}",
    "[\\d.,]+\\s(?:s|min|h|d|Sek\\.|Min\\.|Std\\.|Tg\\.|秒|分|時間|日)(?!\\p{L})",
    "\\bn\\s\\d+",
    "\\d\\d:\\d\\d[–-]\\d\\d:\\d\\d",
  ].join("|"),
  "gu",
);

const pmIsOurs = (element) => element.closest("[class*='pm-']") !== null;

const pmBoxes = (svg, selector) =>
  [...svg.querySelectorAll(selector)]
    .filter((each) => each.checkVisibility() && !each.closest("defs, .pm-tip"))
    .map((each) => Object.assign(each.getBoundingClientRect(), { text: each.textContent, element: each }))
    .filter((box) => box.width > 0);

/** The box of a text without the room above and below that a font keeps for accents and tails. */
const pmInk = (box) => {
  const { left, right, width, text } = box;
  const room = box.height * 0.18;
  return { left, right, width, text, top: box.top + room, bottom: box.bottom - room };
};

const pmMeet = (one, other) =>
  Math.min(one.right, other.right) - Math.max(one.left, other.left) > 0.5 &&
  Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 0.5;

const pmInside = (box, circle) =>
  Math.abs(box.left + box.right - circle.left - circle.right) < 6 &&
  Math.abs(box.top + box.bottom - circle.top - circle.bottom) < 8;

/* Ends what moves, and what begins to move by that or by a new width, of which scripts hear in the next frame. */
window.pmRest = async () => {
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  for (let moving; (moving = document.getAnimations()).length;) for (const each of moving) each.finish();
};
