"""Results as layers: loaded, styled, dated, in a group, and able to say how they were made."""
