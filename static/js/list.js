// The list follows its filters as they are chosen: the server writes it anew, this puts it in.
(function () {
  "use strict";
  const form = document.getElementById("find");
  const finder = document.getElementById("finder");
  const words = document.getElementById("q");
  const found = document.getElementById("found");
  const path = new URL(form.action).pathname;
  const site = document.title.slice(document.title.lastIndexOf(" · "));
  const CHIPS = ".results > .chips a"; // the last of them clears all
  // As learning_portal.foundation.folding has them.
  const LETTERS = { "ə": "e", "ɬ": "l", "ł": "l", "ƛ": "tl", "λ": "l", "ʔ": "7", "ɂ": "7", "ʷ": "w", "χ": "x", "θ": "th", "š": "sh", "č": "ch", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "’": "'", "‘": "'", "ʼ": "'" };
  let shown = here();
  let request = null;
  let isTyping = false; // in a date, whose parts are typed one after the other

  function here() {
    return location.pathname + location.search;
  }

  function asked() {
    const said = [...new FormData(form)].map(([name, value]) => [name, value.trim()]);
    const query = new URLSearchParams(said.filter(([, value]) => value)).toString();
    return query ? `${path}?${query}` : path;
  }

  function leave() {
    if (request) request.abort();
  }

  async function show(address, move) {
    leave();
    const mine = (request = new AbortController());
    if (address !== here()) history.pushState(null, "", address);
    finder.setAttribute("aria-busy", "true");
    found.textContent = "";
    try {
      const answer = await fetch(address, {
        headers: { "Portal-Fragment": "finder" },
        cache: "no-store",
        signal: mine.signal,
      });
      const html = await answer.text();
      const isList = html.includes('id="results-title"') && !html.includes("<html");
      if (!isList || ![200, 400].includes(answer.status)) throw new Error(answer.statusText);
      request = null;
      put(html, move);
      shown = address;
    } catch (error) {
      if (!mine.signal.aborted) location.assign(address);
    }
  }

  // What a box or a control is called both in the list that goes and in the one that comes.
  function named(box) {
    const facet = box.closest("details[id]");
    return `${facet ? facet.id : ""} ${box.tagName} ${box.className}`;
  }

  function called(control) {
    if (control.matches("summary")) return named(control.parentElement);
    const said = ["name", "value", "href"].map((name) => control.getAttribute(name));
    return control.id || said.join(" ");
  }

  function put(html, move) {
    const focused = finder.contains(document.activeElement) ? document.activeElement : null;
    const isByKeys = focused && focused.matches(":focus-visible");
    const open = new Map();
    const scrolled = new Map();
    const typed = new Map();
    for (const box of finder.querySelectorAll("details")) open.set(named(box), box.open);
    for (const box of finder.querySelectorAll(".filters, .filters *")) {
      if (box.scrollTop) scrolled.set(named(box), box.scrollTop);
      if (box.matches(".narrow")) typed.set(box.id, [box.value, box.selectionStart]);
    }
    const top = window.scrollY;
    isTyping = false;

    finder.innerHTML = html;
    finder.removeAttribute("aria-busy");
    finder.querySelectorAll(".more").forEach(narrowing);
    for (const box of finder.querySelectorAll("details")) {
      const mustBeOpen = box.matches(".filters[open]"); // something in it could not be read
      if (open.has(named(box))) box.open = mustBeOpen || open.get(named(box));
    }
    for (const [id, [value, place]] of typed) {
      const box = document.getElementById(id);
      if (!box) continue;
      box.value = value;
      box.setSelectionRange(place, place);
      if (value) narrow(box);
    }
    for (const box of finder.querySelectorAll(".filters, .filters *")) {
      if (scrolled.has(named(box))) box.scrollTop = scrolled.get(named(box));
    }
    window.scrollTo({ top, behavior: "instant" });
    const title = document.getElementById("results-title");
    document.title = title.closest(".results").dataset.title + site;
    if (move !== undefined) moveTo(move, title);
    else if (focused) keepFocus(focused, isByKeys, title);
    if (document.activeElement !== title) found.textContent = `${title.textContent} found`;
  }

  // To the chip in the place of the one that went, or to the title of the results.
  function moveTo(move, title) {
    const chips = [...finder.querySelectorAll(CHIPS)].slice(0, -1);
    const chip = chips[Math.min(move, chips.length - 1)];
    (chip || title).focus();
    if (move === "results") title.scrollIntoView();
  }

  function keepFocus(focused, isByKeys, title) {
    const controls = finder.querySelectorAll("a, button, input, select, summary");
    const same = [...controls].find((control) => called(control) === called(focused));
    const facet = focused.name && document.getElementById(focused.name);
    const control = same || (facet && facet.querySelector("summary")) || title;
    const more = control.parentElement.closest(".more");
    if (more && !control.matches("summary")) more.open = true;
    control.focus({ preventScroll: true });
    if (isByKeys) control.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  function fold(text) {
    const plain = text.normalize("NFC").toLowerCase().replace(/./gu, (it) => LETTERS[it] || it);
    return plain.normalize("NFKD").replace(/\p{M}/gu, "");
  }

  // A box over a long facet that leaves only the choices with the letters typed.
  function narrowing(more) {
    const facet = more.closest(".facet");
    const legend = facet.querySelector("legend");
    const box = document.createElement("input");
    Object.assign(box, { type: "search", className: "narrow", id: `narrow-${facet.id}` });
    box.placeholder = box.ariaLabel = `Find in ${legend.textContent}`;
    box.autocomplete = "off";
    const none = document.createElement("p");
    Object.assign(none, { className: "help", hidden: true, textContent: "No choice has these letters." });
    legend.after(box, none);
  }

  function narrow(box) {
    const typed = fold(box.value.trim());
    const facet = box.closest(".facet");
    const labels = [...facet.querySelectorAll("label")];
    if (typed) facet.querySelector(".more").open = true;
    for (const label of labels) {
      label.hidden = !fold(label.querySelector("span").textContent).includes(typed);
    }
    box.nextElementSibling.hidden = labels.some((label) => !label.hidden);
  }

  finder.addEventListener("change", ({ target }) => {
    const isHalfTyped = target.type === "date" && isTyping;
    if (target.name && target.validity.valid && !isHalfTyped) show(asked());
  });
  finder.addEventListener("focusout", ({ target }) => {
    const isTyped = target.type === "date" && isTyping && target.value !== target.defaultValue;
    isTyping = false;
    if (isTyped && target.validity.valid) show(asked());
  });
  finder.addEventListener("input", ({ target }) => {
    if (target.matches(".narrow")) narrow(target);
  });
  finder.addEventListener("keydown", (event) => {
    const box = event.target;
    if (box.type === "date" && event.key !== "Enter") isTyping = true;
    if (!box.matches(".narrow") || !["Enter", "Escape"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "Escape") box.value = "";
    narrow(box);
  });
  finder.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const isPlain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !isPlain || link.origin !== location.origin || link.pathname !== path) return;
    if (link.hash) return;
    event.preventDefault();
    words.value = new URLSearchParams(link.search).get("q") || "";
    const chips = [...finder.querySelectorAll(CHIPS)];
    const place = chips.indexOf(link);
    show(link.pathname + link.search, place < 0 || place === chips.length - 1 ? "results" : place);
  });
  form.addEventListener("submit", (event) => {
    if (document.getElementById("q-error")) return; // stands outside of what is put in anew
    event.preventDefault();
    show(asked(), finder.contains(event.submitter) ? "results" : undefined);
  });
  window.addEventListener("popstate", () => {
    if (here() === shown && !request) return; // only the part after # is another
    words.value = new URLSearchParams(location.search).get("q") || "";
    show(here());
  });
  window.addEventListener("beforeunload", leave);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && here() !== shown) show(here());
  });
  finder.querySelectorAll(".more").forEach(narrowing);
})();
