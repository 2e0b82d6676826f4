using System.Collections.Frozen;
using System.Globalization;

namespace FxOrleans.DemoMarket;

/// <summary>Capital letters and digits in five by seven dots.</summary>
internal static class Letters
{
    public const int Columns = 5;
    public const int Rows = 7;

    /// <summary>Each sign's rows from the top, a dot a bit, the leftmost the highest.</summary>
    private const string Drawn =
        "A0E11111F111111 B1E11111E11111E C0E11101010110E D1E11111111111E E1F10101E10101F F1F10101E101010 G0E11101711110F " +
        "H1111111F111111 I0E04040404040E J0702020202120C K11121418141211 L1010101010101F M111B1515111111 N11111915131111 " +
        "O0E11111111110E P1E11111E101010 Q0E11111115120D R1E11111E141211 S0F10100E01011E T1F040404040404 U1111111111110E " +
        "V11111111110A04 W1111111515150A X11110A040A1111 Y1111110A040404 Z1F01020408101F 00E11131519110E 1040C040404040E " +
        "20E11010204081F 31F02040201110E 402060A121F0202 51F101E0101110E 60608101E11110E 71F010204080808 80E11110E11110E 90E11110F01020C";

    private static readonly FrozenDictionary<char, int[]> Dots = Drawn.Split(' ').ToFrozenDictionary(
        sign => sign[0],
        sign => sign[1..].Chunk(2).Select(row => int.Parse(row, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToArray());

    /// <summary>Whether there is a dot; a sign that is not known has none.</summary>
    public static bool IsDot(char sign, int column, int row) =>
        column is >= 0 and < Columns && row is >= 0 and < Rows
        && Dots.TryGetValue(sign, out var rows) && (rows[row] >> (Columns - 1 - column) & 1) == 1;
}
