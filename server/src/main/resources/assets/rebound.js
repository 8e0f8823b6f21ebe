// Pages work without this script; it only saves steps.
(() => {
  "use strict";

  // A menu closes when one clicks elsewhere or presses Escape.
  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (menu !== except) menu.removeAttribute("open");
    }
  };

  // The panel on the right: opening one moves the focus there, closing it moves it back to its row.
  const panel = () => document.querySelector("#panel .drawer");
  const links = () => Array.from(document.querySelectorAll("a.opens-panel"));
  const idOf = (address) => new URL(address, location.href).searchParams.get("show");
  const rowOf = (id) => links().find((link) => idOf(link.href) === id);

  const markRow = () => {
    const id = panel() ? idOf(location.href) : null;
    for (const link of links()) {
      const shown = id !== null && idOf(link.href) === id;
      link.closest("tr").classList.toggle("selected", shown);
      if (shown) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  const closePanel = () => {
    const open = panel();
    if (!open) return;
    const row = rowOf(idOf(location.href));
    history.pushState({}, "", open.querySelector(".drawer-close").href);
    open.remove();
    markRow();
    if (row) row.focus();
  };
  const step = (by) => {
    const all = links();
    const next = all[all.indexOf(rowOf(idOf(location.href))) + by];
    if (panel() && next) next.click();
  };

  // A row of tabs that does not fit shows the one that is open.
  const showCurrent = () => {
    for (const open of document.querySelectorAll(".topnav [aria-current], .tabs [aria-current]")) {
      const row = open.parentElement;
      row.scrollLeft = open.offsetLeft - row.offsetLeft - (row.clientWidth - open.offsetWidth) / 2;
    }
  };
  showCurrent();
  window.addEventListener("resize", showCurrent);

  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest("details.menu"));
    if (event.target.closest("#panel .drawer-close")) {
      event.preventDefault();
      event.stopPropagation();
      closePanel();
    }
  }, true);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select");
    if (event.key === "Escape") {
      closeMenus(null);
      closePanel();
    } else if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      if (event.key === "j") step(1);
      if (event.key === "k") step(-1);
    }
  });
  // A new page in the old document begins where somebody reads on: at what was filled in wrongly, at what had the focus and is still
  // there, at the entry that was chosen in the menu beside, or else at its heading. Not at once: Orca takes a list that was just made for what has the focus.
  const SETTLED = 300;
  let left = null;
  document.addEventListener("htmx:beforeRequest", (event) => {
    left = { page: location.pathname, menu: event.target.closest(".side-menu") !== null, id: event.target.id };
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target !== document.body) return;
    if (left) left.id ||= document.activeElement.id;
    document.activeElement.blur();
  });
  const placeToBegin = () => {
    const same = left && left.page === location.pathname;
    return (
      document.querySelector('main [aria-invalid="true"]') ||
      (same && left.id && document.getElementById(left.id)) ||
      (same && left.menu && document.querySelector(".side-menu [aria-current]")) ||
      document.querySelector("main h1")
    );
  };
  const begin = () => {
    showCurrent();
    forget();
    document.activeElement.blur();
    setTimeout(() => {
      const place = document.activeElement === document.body && placeToBegin();
      left = null;
      if (!place) return;
      if (place.matches("h1")) place.tabIndex = -1;
      place.focus({ preventScroll: true });
    }, SETTLED);
  };
  document.addEventListener("htmx:historyCacheMissLoad", () => document.activeElement.blur());
  document.addEventListener("htmx:historyRestore", () => {
    begin();
    // Orca takes Alt+Left for an arrow key and is silent about the focus that follows.
    setTimeout(() => say(document.title), SETTLED);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target === document.body) begin();
    if (event.target.id === "panel") {
      markRow();
      const title = event.target.querySelector("#panel-title");
      if (title) title.focus();
    }
  });

  // A long address breaks behind its at sign or a dot, before it breaks in the middle of a word.
  const letBreak = (root) => {
    const places = ".break, .recipients-who, .facts dd, .drawer-head h2, .crumbs, .page-head .sub";
    for (const place of root.querySelectorAll(places)) {
      const words = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
      const long = [];
      while (words.nextNode()) {
        if (/\S{16}/.test(words.currentNode.data)) long.push(words.currentNode);
      }
      for (const text of long) {
        const pieces = text.data.split(/(?<=[@.:/_])(?=\S)/);
        if (pieces.length > 1) {
          text.replaceWith(...pieces.flatMap((piece, i) => (i ? [document.createElement("wbr"), piece] : [piece])));
        }
      }
    }
  };
  document.addEventListener("htmx:load", (event) => letBreak(event.detail.elt));

  // What stands before the button goes to the clipboard, where the browser lets pages do that.
  document.addEventListener("htmx:load", (event) => {
    if (!navigator.clipboard) return;
    for (const button of event.detail.elt.querySelectorAll(".copy")) button.hidden = false;
  });
  document.addEventListener("click", async (event) => {
    const button = event.target.closest(".copy");
    if (!button) return;
    const what = button.previousElementSibling;
    await navigator.clipboard.writeText(what.value ?? what.textContent);
    const said = button.nextElementSibling;
    said.textContent = button.dataset.copied;
    setTimeout(() => said.replaceChildren(), 2000);
  });

  // What changes by itself is said aloud from one place that stays: a new stage and an end at once, progress every ten seconds.
  const PROGRESS_EVERY = 10000;
  const words = (kind) =>
    Array.from(document.querySelectorAll(`[data-spoken="${kind}"]`), (part) => part.innerText.replace(/\s+/g, " ").trim());
  let told = {};
  let toldAt = 0;
  let tellSoon = 0;
  const say = (text) => {
    const place = document.getElementById("spoken");
    place.textContent = "";
    setTimeout(() => (place.textContent = text), 50);
  };
  const forget = () => {
    told = { stage: words("stage"), progress: words("progress") };
    toldAt = Date.now();
    clearTimeout(tellSoon);
  };
  const tell = () => {
    const now = { stage: words("stage"), progress: words("progress") };
    const stage = now.stage.filter((text) => !told.stage.includes(text));
    const progress = now.progress.filter((text) => !told.progress.includes(text));
    if (!stage.length && !progress.length) return;
    const early = toldAt + PROGRESS_EVERY - Date.now();
    clearTimeout(tellSoon);
    if (!stage.length && early > 0) {
      tellSoon = setTimeout(tell, early);
      return;
    }
    say([...stage, ...progress].join(". "));
    told = now;
    toldAt = Date.now();
  };
  forget();
  document.querySelector('main [aria-invalid="true"]')?.focus();
  // The browser's word about a field it does not send is shown beside the field, where Orca does not read it.
  let complaining = false;
  document.addEventListener(
    "invalid",
    (event) => {
      if (!complaining) say(event.target.validationMessage);
      complaining = true;
      setTimeout(() => (complaining = false));
    },
    true,
  );
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target !== document.body && event.target.id !== "panel") tell();
  });

  // A live part changes only where it differs: what is focused, read or opened in it stays as it is.
  const LIKE = ["id", "name", "href", "action", "popovertarget", "hx-get"];
  const kind = (element) => element.nodeName + (element.getAttribute("class") ?? "").split(" ")[0];
  const isLike = (old, fresh) =>
    old.nodeType === fresh.nodeType &&
    (old.nodeType !== 1 || (kind(old) === kind(fresh) && LIKE.every((name) => old.getAttribute(name) === fresh.getAttribute(name))));
  // What was before and is like it, past what has gone; white space is looked for in its place only.
  const counterpart = (from, fresh) => {
    let old = from;
    while (old && fresh.nodeType === 1 && !isLike(old, fresh)) old = old.nextSibling;
    return old && isLike(old, fresh) ? old : null;
  };
  const takeAttributes = (old, fresh) => {
    for (const { name } of Array.from(old.attributes)) {
      if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name);
    }
    for (const { name, value } of fresh.attributes) {
      if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
  };
  const leave = (node) => {
    const next = node.nextSibling;
    node.remove();
    return next;
  };
  const become = (old, fresh) => {
    let at = old.firstChild;
    for (const node of Array.from(fresh.childNodes)) {
      const was = counterpart(at, node);
      if (!was) {
        old.insertBefore(node, at);
        if (node.nodeType === 1) {
          htmx.process(node);
          htmx.trigger(node, "htmx:load", { elt: node });
        }
        continue;
      }
      while (at !== was) at = leave(at);
      at = was.nextSibling;
      if (was.isEqualNode(node)) continue;
      if (was.nodeType === 1) {
        takeAttributes(was, node);
        become(was, node);
      } else was.data = node.data;
    }
    while (at) at = leave(at);
  };
  document.addEventListener("htmx:sseBeforeMessage", (event) => {
    const fresh = document.createElement("template");
    fresh.innerHTML = event.detail.data;
    letBreak(fresh.content);
    event.preventDefault();
    become(event.target, fresh.content);
    tell();
  });

  // A live page says when it has stopped being one; a stream that only begins anew is back before anybody is told.
  let lostSoon = 0;
  const lost = () => document.getElementById("lost");
  const tellLost = () => {
    lostSoon ||= setTimeout(() => {
      if (!lost().firstChild) lost().append(document.getElementById("lost-words").content.cloneNode(true));
    }, 3000);
  };
  const tellFound = () => {
    clearTimeout(lostSoon);
    lostSoon = 0;
    lost().replaceChildren();
  };
  document.addEventListener("htmx:sseError", tellLost);
  document.addEventListener("htmx:sendError", tellLost);
  document.addEventListener("htmx:sseOpen", tellFound);
  document.addEventListener("htmx:afterOnLoad", tellFound);

  // An email that is being written is shown as it will be. Each time in a new frame, so that going back leaves the page.
  let previewSoon = 0;
  const previewNow = (form) => {
    const frame = form.querySelector("iframe[name]");
    const fresh = frame.cloneNode(false);
    fresh.removeAttribute("src");
    fresh.removeAttribute("loading");
    frame.replaceWith(fresh);
    form.requestSubmit(form.querySelector("[formtarget]"));
  };
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-live-preview]");
    if (!form || !["subject", "previewText", "text", "html"].includes(event.target.name)) return;
    clearTimeout(previewSoon);
    previewSoon = setTimeout(() => previewNow(form), 500);
  });
})();
