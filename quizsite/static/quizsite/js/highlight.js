// Highlighting: text selected in the stem gets a palette; a click on a highlight removes it; in the stem the arrow keys
// select words and sentences. Places are counted in characters of the text, not in UTF-16 units as scripts do.
(() => {
  "use strict";
  const PEN = "pen";
  const area = document.querySelector("[data-block]");
  const stem = () => document.getElementById("stem");
  // Without an id: htmx would carry its place over to the next one as a style attribute, which the policy refuses.
  const palette = () => document.querySelector(".palette");
  const pen = () => document.getElementById("pen");
  const characters = (text) => [...text].length;
  let caret = null; // what the arrow keys have selected, as [start, end]
  let touched = false;
  let settling = null;

  function say(text) {
    document.getElementById("save-state").textContent = text;
  }

  // The selection as [start, end] without the white space around it; null when it is outside the stem or empty.
  function selected() {
    const selection = getSelection();
    if (!stem() || !selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0).cloneRange();
    const whole = document.createRange();
    whole.selectNodeContents(stem());
    if (!range.intersectsNode(stem())) return null;
    if (range.compareBoundaryPoints(Range.START_TO_START, whole) < 0) range.setStart(stem(), 0);
    if (range.compareBoundaryPoints(Range.END_TO_END, whole) > 0) range.setEnd(stem(), stem().childNodes.length);
    const text = range.toString();
    if (!text.trim()) return null;
    whole.setEnd(range.startContainer, range.startOffset);
    const start = characters(whole.toString()) + characters(text) - characters(text.trimStart());
    return [start, start + characters(text.trim())];
  }

  // The place in the document of the character at `index` of the stem.
  function point(index, isEnd) {
    const walker = document.createTreeWalker(stem(), NodeFilter.SHOW_TEXT);
    let left = index;
    let node = walker.nextNode();
    for (; node; node = walker.nextNode()) {
      const length = characters(node.data);
      if (left < length || (isEnd && left === length)) break;
      left -= length;
    }
    return node ? [node, [...node.data].slice(0, left).join("").length] : [stem(), stem().childNodes.length];
  }

  function select([start, end]) {
    getSelection().setBaseAndExtent(...point(start, false), ...point(end, true));
  }

  function paint([start, end], colour) {
    const button = document.getElementById("paint");
    button.value = `${start}-${end}-${colour}`;
    getSelection().removeAllRanges();
    hidePalette();
    button.click();
  }

  // Whether every character of the span is highlighted already.
  function isPainted([start, end]) {
    const spans = [...stem().querySelectorAll("mark[data-span]")].map((mark) => mark.dataset.span.split("-").map(Number));
    const covered = spans.reduce((sum, [first, last]) => sum + Math.max(0, Math.min(last, end) - Math.max(first, start)), 0);
    return covered === end - start;
  }

  const toggle = (span) => paint(span, isPainted(span) ? "none" : pen().value);

  function hidePalette() {
    if (palette()?.matches(":popover-open")) palette().hidePopover();
  }

  function showPalette() {
    const span = selected();
    if (!span) return hidePalette();
    const box = getSelection().getRangeAt(0).getBoundingClientRect();
    if (!palette().matches(":popover-open")) palette().showPopover();
    const own = palette().getBoundingClientRect();
    const below = box.bottom + 8 + own.height < innerHeight;
    palette().style.top = `${Math.max(8, below ? box.bottom + 8 : box.top - own.height - 8)}px`;
    palette().style.left = `${Math.min(Math.max(8, box.left), innerWidth - own.width - 8)}px`;
  }

  area.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
    if (!event.target.closest(".palette")) hidePalette();
    else event.preventDefault(); // a press on the palette must not lose the selection
  });

  document.addEventListener("pointerup", (event) => {
    if (event.target.closest?.(".palette")) return;
    setTimeout(() => {
      if (selected()) showPalette();
      else hidePalette();
    });
  });

  // A finger selects by a long press and by dragging handles, of which only the selection tells.
  document.addEventListener("selectionchange", () => {
    clearTimeout(settling);
    if (touched) settling = setTimeout(showPalette, 300);
  });

  area.addEventListener("click", (event) => {
    const ink = event.target.closest("[data-ink]");
    const span = selected();
    if (ink && span) {
      if (ink.dataset.ink !== "none") keepPen(ink.dataset.ink);
      return paint(span, ink.dataset.ink);
    }
    if (event.target.closest("#highlight") && span) {
      event.preventDefault(); // not the panel: there is something to highlight
      return toggle(span);
    }
    const mark = event.target.closest("mark[data-span]");
    if (mark && !span) paint(mark.dataset.span.split("-").map(Number), "none");
  });

  function keepPen(colour) {
    pen().value = colour;
    localStorage.setItem(PEN, colour);
  }

  area.addEventListener("change", (event) => {
    if (event.target === pen()) localStorage.setItem(PEN, pen().value);
  });

  // Words and sentences of the stem as spans.
  function units(pattern) {
    const text = stem().textContent;
    return [...text.matchAll(pattern)].map((found) => {
      const start = characters(text.slice(0, found.index));
      return [start, start + characters(found[0])];
    });
  }

  const WORD = /\S+/g;
  const SENTENCE = /\S.*?[.!?](?=\s+[A-Z]|\s*$)|\S.*$/g;
  const STEPS = {
    ArrowRight: [WORD, 1],
    ArrowLeft: [WORD, -1],
    ArrowDown: [SENTENCE, 1],
    ArrowUp: [SENTENCE, -1],
  };

  // The next unit in that direction; with `extend` what is selected grows at its end, or shrinks again.
  function step([pattern, direction], extend) {
    const all = units(pattern);
    const [start, end] = caret || [0, 0];
    if (extend && caret) {
      const ends = all.map((unit) => unit[1]);
      const next = direction > 0 ? ends.find((each) => each > end) : ends.findLast((each) => each < end && each > start);
      return [start, next ?? end];
    }
    const next = direction > 0 ? all.find((unit) => unit[0] >= end) : all.findLast((unit) => unit[1] <= start);
    return next || caret || all[0];
  }

  area.addEventListener("keydown", (event) => {
    if (event.target !== stem() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key.toLowerCase() === "h") {
      const span = selected();
      if (!span) return;
      event.preventDefault();
      toggle(span);
    } else if (STEPS[event.key]) {
      event.preventDefault();
      caret = step(STEPS[event.key], event.shiftKey);
      select(caret);
      say(`Selected: ${getSelection().toString()}`);
    }
  });

  function ready() {
    if (!stem()) return;
    caret = null;
    const kept = localStorage.getItem(PEN);
    if (kept && [...pen().options].some((each) => each.value === kept)) pen().value = kept;
    document.querySelector("#highlighter [data-scripted]").hidden = false;
  }

  document.body.addEventListener("htmx:afterSwap", (event) => {
    const inParts = event.detail.xhr?.getResponseHeader("HX-Reswap") === "none";
    if (event.detail.target?.id === "question" && !inParts) ready();
  });

  ready();
})();
