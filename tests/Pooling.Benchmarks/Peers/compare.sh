#!/usr/bin/env bash
# Times the peers and the library case by case in one run, and prints the table and the goals.
# usage: compare.sh [--cases FILE] [--threads N] [--seconds S] [--rounds N] [--save FILE]
#
# A peer is a program that is given THREADS and SECONDS. It reads a case a line, "id max|avg rank shape... kernel...
# strides... pad...", times each layout that it has, and answers with a line of JSON for each and an empty line. A peer
# that is not installed is left out. Nothing is installed.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
project=$(dirname "$here")
python=${PYTHON:-/usr/bin/python3}
export NODE_PATH=${NODE_PATH:-$here/node_modules}

peers=$(mktemp -d)
trap 'rm -rf "$peers"' EXIT

left_out() { echo "left out: $1 (needs $2)" >&2; }

# A program in the folder, made of a command; it sees the number of threads before any library is loaded.
add() {
  local name=$1
  shift
  printf '#!/usr/bin/env bash\nexport OMP_NUM_THREADS=$1\nexec%s "$@"\n' "$(printf ' %q' "$@")" >"$peers/$name"
  chmod +x "$peers/$name"
}

if mkdir "$peers/bin" && g++ -O2 -std=c++17 "$here/onednn.cpp" -o "$peers/bin/onednn" -ldnnl 2>/dev/null; then
  add onednn "$peers/bin/onednn"
else
  left_out oneDNN "Debian's g++ and libdnnl-dev"
fi
if node -e 'require("onnxruntime-node")' 2>/dev/null; then
  add onnxruntime node "$here/onnxruntime.js"
else
  left_out "ONNX Runtime" "Debian's nodejs, and: npm install --no-save --ignore-scripts --prefix $here onnxruntime-node"
fi
if "$python" -c 'import torch' 2>/dev/null; then
  add pytorch "$python" "$here/pytorch.py"
else
  left_out PyTorch "Debian's python3-torch, or another Python with it in the variable PYTHON"
fi

case " $* " in
  *" --cases"*) ;;
  *) set -- --cases "$project/Cases/peers.json" "$@" ;;
esac
dotnet run -c Release --project "$project" -- peers --peers "$peers" "$@"
