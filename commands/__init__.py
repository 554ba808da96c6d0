"""The commands, one module each; what they share begins with an underscore."""
