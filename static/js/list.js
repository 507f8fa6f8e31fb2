// The list follows its filters as they are chosen: the server writes it anew, this puts it in.
(function () {
  "use strict";
  const form = document.getElementById("find");
  const finder = document.getElementById("finder");
  const words = document.getElementById("q");
  const found = document.getElementById("found");
  const path = new URL(form.action).pathname;
  const site = document.title.slice(document.title.lastIndexOf(" · "));
  const here = () => location.pathname + location.search;
  const chips = () => [...finder.querySelectorAll(".results > .chips a")].slice(0, -1); // the last clears all
  let shown = here();
  let request = null;
  let isTyping = false; // in a date, whose parts are typed one after the other

  function asked() {
    const typed = [...new FormData(form)].map(([name, value]) => [name, value.trim()]);
    const said = typed.filter(([, value]) => value);
    return said.length ? `${path}?${new URLSearchParams(said)}` : path;
  }

  // `move` is where the focus goes: the place of a chip, or "results"; undefined leaves it.
  async function show(address, move) {
    request?.abort();
    const mine = (request = new AbortController());
    if (address !== here()) history.pushState(null, "", address);
    words.value = new URLSearchParams(location.search).get("q") || "";
    finder.setAttribute("aria-busy", "true");
    found.textContent = "";
    try {
      const headers = { "Portal-Fragment": "finder" };
      const answer = await fetch(address, { headers, cache: "no-store", signal: mine.signal });
      const html = await answer.text();
      if (!html.includes('id="results-title"') || html.includes("<html")) throw new Error("no list");
      request = null;
      put(html, move);
      shown = address;
    } catch (error) {
      if (!mine.signal.aborted) location.assign(address);
    }
  }

  // What a box or a control is called both in the list that goes and in the one that comes.
  function called(it) {
    const facet = it.closest("details[id]");
    if (it.matches("details, summary")) return `${facet && facet.id} ${it.closest("details").className}`;
    return it.id || ["name", "value", "href"].map((name) => it.getAttribute(name)).join(" ");
  }

  function put(html, move) {
    const focused = finder.contains(document.activeElement) ? document.activeElement : null;
    const isByKeys = focused && focused.matches(":focus-visible");
    const open = new Map([...finder.querySelectorAll("details")].map((box) => [called(box), box.open]));
    const top = window.scrollY;
    isTyping = false;
    finder.innerHTML = html;
    finder.removeAttribute("aria-busy");
    for (const box of finder.querySelectorAll("details")) box.open = open.get(called(box)) ?? box.open;
    finder.dispatchEvent(new Event("renewed")); // narrow.js listens
    window.scrollTo({ top, behavior: "instant" });
    const title = document.getElementById("results-title");
    document.title = title.closest(".results").dataset.title + site;
    if (move !== undefined) (chips()[Math.min(move, chips().length - 1)] || title).focus();
    else if (focused) keepFocus(focused, isByKeys, title);
    if (move === "results") title.scrollIntoView();
    if (document.activeElement !== title) found.textContent = `${title.textContent} found`;
  }

  function keepFocus(focused, isByKeys, title) {
    const controls = [...finder.querySelectorAll("a, button, input, select, summary")];
    const same = controls.find((control) => called(control) === called(focused));
    const control = same || finder.querySelector(`#${focused.name || "none"} > summary`) || title;
    const more = control.parentElement.closest(".more");
    if (more && !control.matches("summary")) more.open = true;
    control.focus({ preventScroll: !isByKeys });
  }

  // What holds the field an error speaks of opens.
  function reveal(field) {
    for (let box = field.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    (field.querySelector("summary") || field).focus();
  }

  finder.addEventListener("change", ({ target }) => {
    const isHalfTyped = target.type === "date" && isTyping;
    if (target.name && target.validity.valid && !isHalfTyped) show(asked());
  });
  finder.addEventListener("keydown", ({ target, key }) => {
    if (target.type === "date" && key !== "Enter") isTyping = true;
  });
  finder.addEventListener("focusout", ({ target }) => {
    const isTyped = target.type === "date" && isTyping && target.value !== target.defaultValue;
    isTyping = false;
    if (isTyped && target.validity.valid) show(asked());
  });
  finder.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const isForAnotherTab = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || isForAnotherTab || link.origin !== location.origin || link.pathname !== path) return;
    const wrong = link.matches(".error-summary a") && document.getElementById(link.hash.slice(1));
    if (link.hash && !wrong) return;
    event.preventDefault();
    if (wrong) return reveal(wrong);
    const place = chips().indexOf(link);
    show(link.pathname + link.search, place < 0 ? "results" : place);
  });
  form.addEventListener("submit", (event) => {
    if (document.getElementById("q-error")) return; // stands outside of what is put in anew
    event.preventDefault();
    show(asked(), finder.contains(event.submitter) ? "results" : undefined);
  });
  window.addEventListener("popstate", () => {
    if (here() !== shown || request) show(here()); // else only the part after # is another
  });
  window.addEventListener("beforeunload", () => request?.abort());
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && here() !== shown) show(here());
  });
})();
