using System.Text.Json;

namespace ContainerSecurity.Cel.Values;

public readonly partial struct CelValue
{
    /// <summary>
    /// A JSON value, read where it lies. Whole numbers within 64 bits are integers, others doubles. The document must
    /// not be disposed meanwhile.
    /// </summary>
    public static CelValue From(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object: return new(new JsonMap(element), 0);
            case JsonValueKind.Array: return new(new JsonList(element), 0);
            case JsonValueKind.String: return From(element.GetString());
            case JsonValueKind.Number: return element.TryGetInt64(out long whole) ? From(whole) : From(element.GetDouble());
            case JsonValueKind.True: return True;
            case JsonValueKind.False: return False;
            default: return Null;
        }
    }
}
