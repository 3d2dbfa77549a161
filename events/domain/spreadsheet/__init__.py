"""Events as a spreadsheet: out with drop-downs, in with every mistake written where it stands."""
