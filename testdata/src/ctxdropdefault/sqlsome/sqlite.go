package sqlsome

import "context"

// What is called after a database that is a file works on one.
func (s *Store) SaveToFile(ctx context.Context, name string) error {
	_, err := s.db.Exec("UPDATE t SET name = $1", name)
	return err
}
