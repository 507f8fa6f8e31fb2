// The door's page: who comes is found and checked in here, with or without a network.
// A press is kept in this browser until the server has answered for it. Its key is made here,
// so that a press sent twice counts once.
(function () {
  "use strict";
  const MOST_FOUND = 20, MOST_AT_ONCE = 50, AGAIN = 5000, RELOAD = 120000;
  const NO_NETWORK = "No network. Go on: it is sent when the network is back.";
  const SIGNED_OUT = "You are signed out. Sign in again in another tab, and come back to this one.";
  const door = document.getElementById("door");
  const by = (name) => document.getElementById(`door-${name}`);
  const input = document.getElementById("q");
  const store = `door:${door.dataset.edition}`;
  const people = new Map();
  let unstored = [];  // where the browser keeps nothing, for as long as the page is open
  let trouble = "", isSending = false;

  function queue() {
    try { return JSON.parse(localStorage.getItem(store)) || []; } catch { return unstored; }
  }

  function keep(presses) {
    unstored = presses;
    try { localStorage.setItem(store, JSON.stringify(presses)); } catch { /* kept above */ }
  }

  function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[’‘ʼ]/g, "'").trim();
  const cookie = (name) => (document.cookie.match(`(?:^|; )${name}=([^;]*)`) || [])[1] || "";

  function take(press) {  // what the press means for the list, before the server has said so
    const person = people.get(press.person);
    if (person) person.pressed = press.act === "in" ? person.pressed || press.key : "";
  }

  function say() {
    const many = queue().length;
    const waits = many ? `${many} waiting to be sent.` : "Everything is sent.";
    by("sent").textContent = trouble ? `${waits} ${trouble}` : waits;
    by("sent").classList.toggle("door-waits", many > 0 || trouble !== "");
    by("sent").hidden = false;
  }

  function count(answer) {
    by("in").textContent = answer.in;
    by("places").textContent = answer.places;
  }

  function complain(text) {
    const said = document.createElement("p");
    said.className = "errornote";
    said.textContent = text;
    by("problems").append(said);
  }

  async function ask(address, choices) {
    const answer = await fetch(address, { credentials: "same-origin", ...choices });
    const isData = (answer.headers.get("Content-Type") || "").startsWith("application/json");
    if (answer.status >= 500) throw new Error("the server failed");
    if (!isData || !answer.ok) return null;  // the sign-in page, or a refusal
    return answer.json();
  }

  async function load() {
    try {
      const answer = await ask(door.dataset.list);
      trouble = answer ? "" : SIGNED_OUT;
      if (!answer) return say();
      people.clear();
      for (const person of answer.people) people.set(person.person, person);
      queue().forEach(take);
      count(answer);
      show();
    } catch { trouble = NO_NETWORK; }
    say();
  }

  async function sendSome() {
    const some = queue().slice(0, MOST_AT_ONCE);
    if (!some.length) return false;
    const answer = await ask(door.dataset.presses, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": cookie("csrftoken") },
      body: JSON.stringify({ presses: some }),
    });
    trouble = answer ? "" : SIGNED_OUT;
    if (!answer) return false;
    const sent = new Set(some.map((press) => press.act + press.key));
    keep(queue().filter((press) => !sent.has(press.act + press.key)));
    answer.done.forEach((done) => {
      if (done.problem) complain(done.problem);
      const person = people.get(done.person);
      if (person) Object.assign(person, { state: done.state, said_state: done.said_state, pressed: done.pressed });
    });
    queue().forEach(take);
    count(answer);
    return true;
  }

  async function send() {
    if (isSending) return;
    isSending = true;
    try { while (await sendSome()) show(); } catch { trouble = NO_NETWORK; }
    isSending = false;
    say();
  }

  function turn() {  // one tab of this browser sends at a time, so that the order is kept
    return navigator.locks ? navigator.locks.request(store, send) : send();
  }

  function press(person, act) {
    const key = act === "in" ? newKey() : person.pressed;
    const made = { act, person: person.person, key };
    keep([...queue(), made]);
    take(made);
    show();
    say();
    const button = document.querySelector(`[data-of="${person.person}"]`);
    if (button) button.focus();
    turn();
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  function button(person, act, text) {
    const made = element("button", act === "undo" ? "door-undo" : "", text);
    made.type = "button";
    made.dataset.of = person.person;
    made.append(element("span", "visually-hidden", ` ${act === "undo" ? "the check-in of " : ""}${person.name}`));
    made.addEventListener("click", () => press(person, act));
    return made;
  }

  function doing(person) {
    const part = element("span", "door-act", "");
    if (person.pressed) {
      const waits = queue().some((each) => each.person === person.person);
      part.append(element("span", "door-done", waits ? "Checked in, to be sent" : "Checked in"), button(person, "undo", "Undo"));
    } else if (person.state === "confirmed") {
      part.append(button(person, "in", "Check in"));
    } else {
      const link = element("a", "", `${person.said_state}: give a place`);
      link.href = door.dataset.person.replace("/0/", `/${person.person}/`);
      part.append(link);
    }
    return part;
  }

  function found() {
    const wanted = fold(input.value).split(/\s+/).filter(Boolean);
    if (!wanted.length) return [];
    return [...people.values()].filter((person) => {
      const name = `${person.folded} ${fold(person.name)}`;
      return wanted.every((word) => name.includes(word));
    });
  }

  function show() {
    const all = found(), rows = all.slice(0, MOST_FOUND);
    const focused = document.activeElement && document.activeElement.dataset.of;
    by("people").replaceChildren(...rows.map((person) => {
      const row = element("li", "", "");
      const who = element("span", "", "");
      who.append(element("b", "", person.name), " ", element("span", "door-from", person.from));
      row.append(who, doing(person));
      return row;
    }));
    const again = focused && document.querySelector(`[data-of="${focused}"]`);
    if (again) again.focus();
    const some = all.length > MOST_FOUND ? `The first ${MOST_FOUND} of ${all.length}: write more of the name.` : `${all.length} found.`;
    const none = "Nobody of that name is expected. Try another spelling, or add a person without a place.";
    const said = !fold(input.value) ? "" : all.length ? some : none;
    if (by("found").textContent !== said) by("found").textContent = said;
  }

  by("go").hidden = true;
  by("search").addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", show);
  addEventListener("online", turn);
  setInterval(() => { if (queue().length || trouble) turn().then(() => trouble && !queue().length && load()); }, AGAIN);
  setInterval(() => { if (!document.hidden && !queue().length) load(); }, RELOAD);
  load().then(turn);
})();
