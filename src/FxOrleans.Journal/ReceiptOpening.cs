using Microsoft.Extensions.Hosting;

namespace FxOrleans.Journal;

/// <summary>Opens the receipts' keys and store beside the start, so that the first receipt finds them open and the first start has its key.</summary>
internal sealed class ReceiptOpening(ReceiptBook book) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = book.OpenedAsync(); // It never throws.
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
