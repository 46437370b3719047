"""The operators' screens: which sites are told when something public changes, and with what secret."""
