using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Documents;

/// <summary>A list as a list of the expression language.</summary>
internal sealed class DocumentList(SequenceNode sequence) : CelList
{
    public SequenceNode Sequence => sequence;

    public override int Count => sequence.Items.Count;

    public override CelValue this[int index] => DocumentValue.Of(sequence.Items[index]);
}
