using Microsoft.AspNetCore.Http;

namespace FxOrleans.DemoMarket;

/// <summary><c>/coins/images/{id}/{size}.png</c>: a disc in the coin's own colour with its first letter, always the same.</summary>
internal static class CoinPicture
{
    /// <summary>In pixels: three for each that a page shows, so that dots stay sharp.</summary>
    private const int Size = 72;

    private const int Dot = 6;
    private const int Left = (Size - (Letters.Columns * Dot)) / 2;
    private const int Top = (Size - (Letters.Rows * Dot)) / 2;

    public static Task AnswerAsync(ProviderRequest request) =>
        CoinBook.Of(request.Model).Find(request.Route("id")) is { } coin
            ? request.Http.AnswerAsync(StatusCodes.Status200OK, Draw(coin), "image/png")
            : request.Http.AnswerAsync(StatusCodes.Status404NotFound, "Not Found", "text/plain");

    public static byte[] Draw(Coin coin)
    {
        var hue = 180 * (1 + LatticeHash.At(LatticeHash.Key(0, coin.Id), 0));
        var letter = char.ToUpperInvariant(coin.Symbol[0]);
        return Png.Square(Size, (x, y) =>
        {
            var (dx, dy) = (x + 0.5 - (Size / 2.0), y + 0.5 - (Size / 2.0));
            var opacity = Math.Clamp((Size / 2.0) - Math.Sqrt((dx * dx) + (dy * dy)) + 0.5, 0, 1);
            var (r, g, b) = x >= Left && y >= Top && Letters.IsDot(letter, (x - Left) / Dot, (y - Top) / Dot)
                ? ((byte)255, (byte)255, (byte)255)
                : Colour(hue, 0.46 - (0.12 * y / Size));
            return (r, g, b, (byte)(255 * opacity));
        });
    }

    /// <summary>A hue in degrees, of one saturation, at a lightness of 0 to 1.</summary>
    private static (byte R, byte G, byte B) Colour(double hue, double lightness)
    {
        var spread = 0.6 * Math.Min(lightness, 1 - lightness);
        return (Channel(0), Channel(8), Channel(4));

        byte Channel(int shift)
        {
            var k = (shift + (hue / 30)) % 12;
            return (byte)(255 * (lightness - (spread * Math.Max(-1, Math.Min(Math.Min(k - 3, 9 - k), 1)))));
        }
    }
}
