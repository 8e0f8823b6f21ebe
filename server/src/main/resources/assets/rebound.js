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
      link.closest("tr").classList.toggle("selected", id !== null && idOf(link.href) === id);
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
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target === document.body) showCurrent();
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
