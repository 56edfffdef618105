// The button stands there only where a script can answer it.
const button = document.getElementById("print");
button.hidden = false;
button.addEventListener("click", () => window.print());
