// Leave at once: another page takes this one's place in the history.
const exit = document.querySelector("[data-exit]");
exit?.addEventListener("click", (event) => {
  event.preventDefault();
  location.replace(exit.href);
});
