"""The demonstration as it is opened: forty projects, in every state that one can be in."""
