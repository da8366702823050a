using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>A file of any text, judged as a whole by the rules that look for secrets.</summary>
/// <param name="file">The file.</param>
public sealed class TextFile(SourceFile file)
    : Resource(RootOf(file ?? throw new ArgumentNullException(nameof(file))), "File", Field<string>.Known(file.Path), RootOf(file).Map("labels"))
{
    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
    }

    private static NodeView RootOf(SourceFile file) => new(new MappingNode(file, file.Whole, []));
}
