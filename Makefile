# The same commands under the names that make users expect; ./fx does the work.
.PHONY: build test-unit e2e-test load-test

build:
	./fx build

test-unit:
	./fx test

e2e-test:
	./fx e2e

load-test:
	./fx load
