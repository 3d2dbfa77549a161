// Everything on the site works without this file; it only makes a few things handier.
import { closeMenuOnEscape } from "./menu.js";
import { foldFiltersOverResults } from "./filters.js";
import { offerPrinting } from "./printing.js";
import { focusFormErrors } from "./form-errors.js";
import { suggestWhileTyping } from "./search-box.js";

closeMenuOnEscape(document);
foldFiltersOverResults(document);
offerPrinting(document);
focusFormErrors(document);
suggestWhileTyping(document);
