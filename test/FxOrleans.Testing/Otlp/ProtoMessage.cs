using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace FxOrleans.Testing.Otlp;

/// <summary>A protobuf message read by field numbers, without its schema: as much as OTLP needs. Immutable.</summary>
public sealed class ProtoMessage
{
    private readonly List<(int Field, ulong Number, ReadOnlyMemory<byte> Bytes)> _fields = [];

    /// <exception cref="InvalidDataException">It is no protobuf.</exception>
    public ProtoMessage(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var tag = Varint(ref bytes);
            var field = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    _fields.Add((field, Varint(ref bytes), default));
                    break;
                case 1:
                    _fields.Add((field, BinaryPrimitives.ReadUInt64LittleEndian(Take(ref bytes, 8).Span), default));
                    break;
                case 2:
                    _fields.Add((field, 0, Take(ref bytes, (int)Varint(ref bytes))));
                    break;
                case 5:
                    _fields.Add((field, BinaryPrimitives.ReadUInt32LittleEndian(Take(ref bytes, 4).Span), default));
                    break;
                default:
                    throw new InvalidDataException($"Wire type {tag & 7} is not known.");
            }
        }
    }

    /// <summary>Every message of that field, along a path of fields.</summary>
    public IEnumerable<ProtoMessage> All(params int[] path)
    {
        IEnumerable<ProtoMessage> found = [this];
        foreach (var field in path)
        {
            found = found.SelectMany(message => message._fields.Where(each => each.Field == field).Select(each => new ProtoMessage(each.Bytes)));
        }

        return found;
    }

    public bool Has(int field) => _fields.Exists(each => each.Field == field);

    public string Text(int field) => _fields.Where(each => each.Field == field).Select(each => Encoding.UTF8.GetString(each.Bytes.Span)).FirstOrDefault("");

    public string Hex(int field) => _fields.Where(each => each.Field == field).Select(each => Convert.ToHexStringLower(each.Bytes.Span)).FirstOrDefault("");

    public ulong Number(int field) => _fields.Where(each => each.Field == field).Select(each => each.Number).FirstOrDefault();

    public double Real(int field) => BitConverter.UInt64BitsToDouble(Number(field));

    /// <summary>Attributes (OTLP's KeyValue) of that field, by name.</summary>
    public IReadOnlyDictionary<string, string> Attributes(int field) => All(field)
        .GroupBy(pair => pair.Text(1))
        .ToDictionary(pairs => pairs.Key, pairs => pairs.First().All(2).Select(Value).FirstOrDefault(""), StringComparer.Ordinal);

    private static string Value(ProtoMessage value) => value.Has(1) ? value.Text(1)
        : value.Has(2) ? (value.Number(2) == 1 ? "true" : "false")
        : value.Has(3) ? unchecked((long)value.Number(3)).ToString(CultureInfo.InvariantCulture)
        : value.Has(4) ? value.Real(4).ToString(CultureInfo.InvariantCulture)
        : "";

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> bytes, int count)
    {
        if (count < 0 || count > bytes.Length)
        {
            throw new InvalidDataException("It ends too soon.");
        }

        var taken = bytes[..count];
        bytes = bytes[count..];
        return taken;
    }

    private static ulong Varint(ref ReadOnlyMemory<byte> bytes)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(ref bytes, 1).Span[0];
            value |= (ulong)(next & 0x7F) << shift;
            if ((next & 0x80) == 0)
            {
                return value;
            }
        }

        throw new InvalidDataException("A number is too long.");
    }
}
