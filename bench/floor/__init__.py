"""The floors: the least that the parts we stand on can do, measured in the same run as the desk."""
