using System.Text.Json;

namespace ContainerSecurity.Cel.Values;

/// <summary>A JSON array, read where it lies; its items are found once, because JSON has no places to go to.</summary>
internal sealed class JsonList(JsonElement element) : CelList
{
    private CelValue[]? items;

    public override int Count { get; } = element.GetArrayLength();
    public override CelValue this[int index] => (items ??= Read())[index];

    private CelValue[] Read()
    {
        var read = new CelValue[Count];
        int i = 0;
        foreach (JsonElement item in element.EnumerateArray())
            read[i++] = CelValue.From(item);
        return read;
    }
}
