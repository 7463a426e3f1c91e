#!/bin/sh
# A study spread over machines as a Slurm array, a part per task:
#
#   sbatch --array=1-8 --export=ALL,STUDY=scenarios/us-russia-2025-03-18.toml,RESULT=result examples/slurm-array.sh
#   zopa merge result/part-* --out result/whole
#
# COMMAND=sensitivity or COMMAND='discover --outcome no_deal' plays another study than `sweep`; so do
# COMMAND='compare --with time.rounds=20' and COMMAND='levers --party us --outcome no_deal'.
#
# A task that is killed or preempted goes on where it stopped when it is submitted again. Any scheduler
# that numbers its tasks will do: set SLURM_ARRAY_TASK_ID and SLURM_ARRAY_TASK_COUNT by hand.
#SBATCH --job-name=zopa
#SBATCH --output=zopa-%A-%a.log
#SBATCH --requeue
set -eu

part="$RESULT/part-$SLURM_ARRAY_TASK_ID"
resume=
if [ -e "$part/recipe.json" ]; then
    resume=--resume
fi
# Words of COMMAND and of resume are arguments of their own.
# shellcheck disable=SC2086
exec "${ZOPA:-zopa}" ${COMMAND:-sweep} "$STUDY" \
    --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" \
    --threads "${SLURM_CPUS_PER_TASK:-1}" --out "$part" --quiet $resume
