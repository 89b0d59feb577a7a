# Counts of the gate and of CI; sourced.
passed=0 failed=0 skipped=0

# step NAME COMMAND...: run, time, count
step() {
  local name=$1 began=$SECONDS
  shift
  printf '\n== %s: %s\n' "$name" "$*"
  if "$@"; then
    passed=$((passed + 1))
    printf '== %s: passed, %s s\n' "$name" "$((SECONDS - began))"
  else
    failed=$((failed + 1))
    printf '== %s: FAILED, %s s\n' "$name" "$((SECONDS - began))"
  fi
}

# skip NAME REASON
skip() {
  skipped=$((skipped + 1))
  echo "== $1: SKIPPED, $2"
}

# Adds "N passed, N failed, N skipped" to the sums; anything else is a failure.
add() {
  if [[ $1 =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed,\ ([0-9]+)\ skipped$ ]]; then
    passed=$((passed + BASH_REMATCH[1])) failed=$((failed + BASH_REMATCH[2]))
    skipped=$((skipped + BASH_REMATCH[3]))
  else
    echo 'no counts were written' >&2
    failed=$((failed + 1))
  fi
}

# Prints the last line.
print_sums() {
  printf '\n%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
  ((failed == 0))
}
