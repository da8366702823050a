namespace ContainerSecurity.Helm.Kustomize.Nodes;

/// <summary>A list.</summary>
internal sealed class ObjectList(Origin origin) : ObjectNode(origin)
{
    public List<ObjectNode> Items { get; } = [];

    public override int Size => 1 + Items.Sum(i => i.Size);

    public override int Depth => 1 + Items.Select(i => i.Depth).DefaultIfEmpty().Max();

    public override ObjectList Copy()
    {
        var copy = new ObjectList(Origin);
        foreach (ObjectNode item in Items)
            copy.Items.Add(item.Copy());
        return copy;
    }
}
