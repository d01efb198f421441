// The calculator: four operations as they are typed, percent, square root, sign and a memory. Nothing is evaluated.
(() => {
  "use strict";
  const panel = document.getElementById("calculator");
  const keys = document.getElementById("calculator-keys");
  // What a button presses, its sign, and its name where the sign is none.
  const BUTTONS = [
    ["MC", "MC", "Memory clear"], ["MR", "MR", "Memory recall"], ["M+", "M+", "Memory add"], ["M-", "M−", "Memory subtract"], ["C", "C", "Clear"],
    ["7"], ["8"], ["9"], ["/", "÷", "Divide"], ["Backspace", "⌫", "Delete the last digit"],
    ["4"], ["5"], ["6"], ["*", "×", "Multiply"], ["R", "√", "Square root"],
    ["1"], ["2"], ["3"], ["-", "−", "Subtract"], ["%", "%", "Percent"],
    ["0"], [".", ".", "Decimal point"], ["S", "±", "Change sign"], ["+", "+", "Add"], ["=", "=", "Result"],
  ];
  const part = (name) => keys.querySelector(`[data-${name}]`);
  const SIGNS = { "+": "+", "-": "−", "*": "×", "/": "÷" };
  const OPERATIONS = { "+": (a, b) => a + b, "-": (a, b) => a - b, "*": (a, b) => a * b, "/": (a, b) => a / b };
  const TYPED = { Enter: "=", Delete: "C", c: "C", x: "*", ",": ".", r: "R", s: "S", ":": "/" };
  const LONGEST = 14;
  const FAULT = "Error";

  let figure = "0"; // what is shown, as typed
  let left = null; // the left side of the pending operation
  let sign = "";
  let fresh = true; // the next digit begins a new figure
  let entered = false; // the figure shown is the right side of the pending operation
  let memory = 0;

  // Twelve digits: binary fractions like 0.1 + 0.2 come out as people write them.
  const written = (number) => (Number.isFinite(number) ? String(Number(number.toPrecision(12))) : FAULT);
  const value = () => (figure === FAULT ? NaN : Number(figure));

  function show(announced = "") {
    part("figure").textContent = figure.replace("-", "−");
    part("pending").textContent = left === null ? "" : `${written(left)} ${SIGNS[sign]}`.replace("-", "−");
    part("memory").hidden = !memory;
    if (announced) part("announced").textContent = announced;
  }

  function result(number, words) {
    figure = written(number);
    [fresh, entered] = [true, true];
    show(`${words} ${figure}`);
  }

  function clear() {
    [figure, left, sign, fresh, entered] = ["0", null, "", true, false];
    show("Cleared");
  }

  function digit(key) {
    const start = fresh || figure === "0" ? "" : figure;
    if (key === "." && start.includes(".")) return;
    if (start.length >= LONGEST) return;
    figure = key === "." && !start ? "0." : start + key;
    [fresh, entered] = [false, true];
    show();
  }

  function operate(key) {
    if (left !== null && entered) figure = written(OPERATIONS[sign](left, value()));
    if (figure === FAULT) return equal();
    [left, sign, fresh, entered] = [value(), key, true, false];
    show();
  }

  function equal() {
    const before = left === null ? value() : OPERATIONS[sign](left, value());
    const words = left === null ? "" : `${written(left)} ${SIGNS[sign]} ${figure} =`;
    [left, sign] = [null, ""];
    result(before, words);
  }

  // After + and -, a percentage is of the left side: 200 + 10 % is 220.
  const percent = () => result((sign === "+" || sign === "-" ? left : 1) * (value() / 100), "");

  function remember(change) {
    memory = change;
    fresh = true;
    show(memory ? `Memory ${written(memory)}` : "Memory empty");
  }

  const ACTS = {
    C: clear,
    "=": equal,
    "%": percent,
    R: () => result(Math.sqrt(value()), `√ ${figure} =`),
    S: () => {
      if (figure !== "0") figure = figure.startsWith("-") ? figure.slice(1) : `-${figure}`;
      show();
    },
    Backspace: () => {
      figure = fresh || figure.length < 2 ? "0" : figure.slice(0, -1);
      show();
    },
    MC: () => remember(0),
    MR: () => result(memory, "Memory"),
    "M+": () => remember(Number(written(memory + (value() || 0)))),
    "M-": () => remember(Number(written(memory - (value() || 0)))),
  };

  function press(key) {
    if (figure === FAULT && key !== "C") clear();
    if (/^[\d.]$/.test(key)) digit(key);
    else if (Object.hasOwn(SIGNS, key)) operate(key);
    else if (Object.hasOwn(ACTS, key)) ACTS[key]();
    else return false;
    return true;
  }

  function draw() {
    keys.innerHTML = `
      <p class="calculator__display"><span class="calculator__memory" data-memory hidden>M</span>
        <span data-pending></span> <span class="calculator__figure" data-figure></span></p>
      <p class="visually-hidden" aria-live="polite" data-announced></p>
      <div class="calculator__keys"></div>`;
    for (const [key, sign, name] of BUTTONS) {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", textContent: sign || key });
      button.dataset.press = key;
      if (name) button.setAttribute("aria-label", name);
      keys.lastElementChild.append(button);
    }
  }

  keys.addEventListener("click", (event) => {
    const button = event.target.closest("[data-press]");
    if (!button) return;
    press(button.dataset.press);
    if (event.detail) keys.focus(); // pressed by a pointer: the next Enter means the result, not this button again
  });

  panel.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("button") && (event.key === "Enter" || event.key === " ")) return;
    const key = TYPED[event.key] || event.key;
    if (key.startsWith("M") || !press(key)) return;
    event.preventDefault();
  });

  draw();
  show();
})();
