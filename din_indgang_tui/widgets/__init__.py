"""What several screens share: the page of lines, the one open text field, lists with a mark."""
