"""The working register: the verbs that change it, the changes proposed for it, corrections."""
