package analyzers

import "github.com/distvet/distvet/analyzers/internal/catalog"

// A Model tells what functions of one package do at the network, where that cannot be seen in
// their code: behind an interface, in generated clients, in another language.
type Model = catalog.Model

// Parts of a Model.
type (
	FunctionModel = catalog.FunctionModel
	ObjectModel   = catalog.ObjectModel
	Words         = catalog.Words
)

// UseModels replaces the models of this process; a driver calls it before the analysis.
// Models change facts: a driver that keeps results must keep those of other models apart.
func UseModels(models []Model) error { return catalog.UseModels(models) }
