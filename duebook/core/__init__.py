"""Pure decisions over plain values: no framework, no files, no network, no clock, no unseeded chance."""
