package store

import "context"

// AddPoints credits loyalty points to a customer.
func (s *Store) AddPoints(ctx context.Context, customer string, points int64) error {
	return s.exec(ctx, `UPDATE customers SET points = points + $2 WHERE id = $1`, customer, points)
}

// AwardVoucher gives the customer the voucher of an order. There is one per order, however
// often this is called.
func (s *Store) AwardVoucher(ctx context.Context, customer, order string) error {
	return s.exec(ctx, `
		INSERT INTO vouchers (order_id, customer) VALUES ($1, $2)
		ON CONFLICT (order_id) DO NOTHING`, order, customer)
}
