"""What is measured about the desk, beside its floor. See README.md in this folder."""
