// Suggestions under a search box while a reader types: a combobox with a list, as WAI-ARIA has it.
(function () {
  "use strict";
  const PAUSE = 150;
  const FEWEST = 2;
  const REMEMBERED = 50;
  const input = document.getElementById("q");
  const known = new Map(); // what was typed -> what the server said
  let waiting = 0;
  let request = null;
  let options = [];
  let active = -1;

  const box = document.createElement("div");
  box.className = "suggestions";
  box.hidden = true;
  Object.assign(box, { id: "suggestions", role: "listbox", ariaLabel: "Suggestions" });
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  input.parentElement.append(box);
  input.form.append(status);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": box.id,
  })) input.setAttribute(name, value);

  function stop() {
    clearTimeout(waiting);
    if (request) request.abort();
    request = null;
  }

  function close() {
    stop();
    box.hidden = true;
    input.setAttribute("aria-expanded", "false");
    status.textContent = "";
    highlight(-1);
  }

  function highlight(place) {
    if (options[active]) options[active].setAttribute("aria-selected", "false");
    active = place;
    if (!options[active]) return input.removeAttribute("aria-activedescendant");
    options[active].setAttribute("aria-selected", "true");
    options[active].scrollIntoView({ block: "nearest", behavior: "instant" });
    input.setAttribute("aria-activedescendant", options[active].id);
  }

  function open(html) {
    box.innerHTML = html;
    options = [...box.querySelectorAll("a")];
    if (!options.length) return close();
    box.firstElementChild.setAttribute("role", "none");
    options.forEach((option, place) => {
      option.parentElement.setAttribute("role", "none");
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.id = `suggestion-${place}`;
      option.tabIndex = -1;
    });
    highlight(-1);
    box.hidden = false;
    input.setAttribute("aria-expanded", "true");
    const many = options.length === 1 ? "1 suggestion" : `${options.length} suggestions`;
    status.textContent = `${many}: press the down arrow to go through them`;
  }

  async function suggest() {
    stop();
    const typed = input.value.trim().toLowerCase();
    if (typed.length < FEWEST) return close();
    if (!known.has(typed)) {
      const mine = (request = new AbortController());
      try {
        const address = `${input.dataset.suggest}?${new URLSearchParams({ q: typed })}`;
        const answer = await fetch(address, { signal: mine.signal });
        if (!answer.ok) throw new Error(answer.statusText);
        if (known.size >= REMEMBERED) known.clear();
        known.set(typed, await answer.text());
      } catch (error) {
        if (!mine.signal.aborted) close(); // without suggestions the search works all the same
        return;
      }
      request = null;
    }
    if (document.activeElement === input) open(known.get(typed));
  }

  function later() {
    stop();
    waiting = setTimeout(suggest, PAUSE);
  }

  // Where a key leads among the suggestions; undefined where it keeps its usual meaning.
  function place(key) {
    const last = options.length - 1;
    if (key === "ArrowDown") return active < last ? active + 1 : 0;
    if (key === "ArrowUp") return active > 0 ? active - 1 : last;
    if (active >= 0 && key === "Home") return 0;
    if (active >= 0 && key === "End") return last;
    return undefined;
  }

  input.addEventListener("input", (event) => {
    if (!event.isComposing) later();
  });
  input.addEventListener("compositionend", later);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (box.hidden) {
      if (event.key === "ArrowDown") suggest();
      if (event.key === "Enter") close();
      return;
    }
    const next = place(event.key);
    if (next !== undefined) highlight(next);
    else if (event.key === "Enter" && active >= 0) options[active].click();
    else if (event.key === "Escape") close();
    else if (["ArrowLeft", "ArrowRight"].includes(event.key)) return highlight(-1);
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
  box.addEventListener("mousedown", (event) => event.preventDefault()); // the typing place keeps focus
})();
