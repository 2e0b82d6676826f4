# The same commands under the names that make users expect; ./fx does the work.
# ARGS go to it: `make test-unit ARGS=Consensus`. `make up PROFILE=forex-proxy` for the other topology.
PROFILE ?= cluster
ARGS ?=
.PHONY: build test-unit e2e-test load-test up down

build:
	./fx build

test-unit:
	./fx test $(ARGS)

e2e-test:
	./fx e2e $(ARGS)

load-test:
	./fx load $(ARGS)

up:
	./fx up $(PROFILE)

down:
	./fx down
