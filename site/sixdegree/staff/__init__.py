"""How staff sign in: a password and a second factor, behind one door."""
