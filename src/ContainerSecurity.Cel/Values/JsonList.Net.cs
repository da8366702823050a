using System.Text.Json;

namespace ContainerSecurity.Cel.Values;

/// <summary>A JSON array, read where it lies.</summary>
internal sealed class JsonList(JsonElement element) : CelList
{
    public override int Count { get; } = element.GetArrayLength();
    public override CelValue this[int index] => CelValue.From(element[index]);
}
