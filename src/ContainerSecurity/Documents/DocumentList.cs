using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Documents;

/// <summary>A list as a list of the expression language; its scalars are read once.</summary>
internal sealed class DocumentList(SequenceNode sequence) : CelList
{
    private CelValue[]? items;

    public SequenceNode Sequence => sequence;

    public override int Count => sequence.Items.Count;

    public override CelValue this[int index] => (items ??= Read())[index];

    private CelValue[] Read()
    {
        var read = new CelValue[sequence.Items.Count];
        for (int i = 0; i < read.Length; i++)
            read[i] = DocumentValue.Of(sequence.Items[i]);
        return read;
    }
}
