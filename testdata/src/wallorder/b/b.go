// Package b orders the records of another package: what that package stores into them is
// not all that they may hold.
package b

import "wallorder/structs"

type evals []*structs.Eval

func (q evals) Len() int { return len(q) }
func (q evals) Less(i, j int) bool {
	return q[i].CreateTime < q[j].CreateTime // want `evals\.Less takes work in the order of Eval\.CreateTime, which each machine's clock sets, though CreateIndex counts beside it`
}
func (q evals) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *evals) Push(x any)   { *q = append(*q, x.(*structs.Eval)) }
func (q *evals) Pop() any     { return nil }

// Both comparisons are one cause.
func compare() func(x, y *structs.Eval) int {
	return func(x, y *structs.Eval) int {
		if x.CreateTime < y.CreateTime { // want `compare takes work in the order of Eval\.CreateTime`
			return -1
		} else if x.CreateTime > y.CreateTime {
			return 1
		}
		return 0
	}
}
