using System.Text.RegularExpressions;
using ContainerSecurity.Helm.Functions;
using ContainerSecurity.Helm.Kustomize.Definitions;
using ContainerSecurity.Helm.Kustomize.Fields;
using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Nodes;
using ContainerSecurity.Helm.Kustomize.Resources;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Kustomize.Transformers;

/// <summary>Changes the name, tag or digest of images, wherever lists of containers are.</summary>
internal sealed class ImageTransformer : ITransformer
{
    private readonly ImageDefinition image;
    private readonly IReadOnlyList<FieldSpec> fields;
    private readonly Regex? pattern;
    private readonly HashSet<ObjectNode> done = new(ReferenceEqualityComparer.Instance);

    public ImageTransformer(ImageDefinition image, IReadOnlyList<FieldSpec> fields)
    {
        this.image = image;
        this.fields = fields;
        try
        {
            // The name is an expression, though few mean it so: a dot matches any character.
            pattern = RegularExpressions.Compile($"^{image.Name.Text}(:[a-zA-Z0-9_.{{}}-]*)?(@sha256:[a-zA-Z0-9_.{{}}-]*)?$");
        }
        catch (GoFunctionException failure)
        {
            throw new BuildException(image.Name.Origin, $"The name of the image is no expression: {failure.Message}");
        }
    }

    public void Transform(ResourceSet resources)
    {
        done.Clear();
        BuildBudget budget = resources.Session.Budget;
        var visitor = new FieldVisitor(n => Change(n, budget), image.Name.Origin, budget, makesMap: null);
        foreach (BuildResource resource in resources.All)
        {
            if (resource.Kind.Kind != "CustomResourceDefinition")
                Walk(resource.Root, budget);
            foreach (FieldSpec field in fields)
                visitor.Visit(resource.Root, field);
        }
    }

    private void Walk(ObjectNode node, BuildBudget budget)
    {
        budget.SpendSteps(1);
        if (node is ObjectList list)
            list.Items.ForEach(i => Walk(i, budget));
        if (node is ObjectMap map)
            foreach (ObjectEntry entry in map.Entries)
            {
                Walk(entry.Value, budget);
                if (entry.Key is "containers" or "initContainers" && entry.Value is ObjectList containers)
                    foreach (ObjectMap container in containers.Items.OfType<ObjectMap>())
                        if (container["image"] is { } found)
                            Change(found, budget);
            }
    }

    private ObjectNode Change(ObjectNode node, BuildBudget budget)
    {
        if (node is not ObjectScalar scalar || node.IsNull || !pattern!.IsMatch(scalar.Text) || !done.Add(scalar))
            return node;
        (string name, string tag, string digest) = Split(scalar.Text);
        Origin origin = scalar.Origin;
        if (image.NewName is { } newName)
            (name, origin) = (newName.Text, newName.Origin);
        if (image.NewTag is { } newTag)
            (tag, digest, origin) = (newTag.Text, image.Digest?.Text ?? "", newTag.Origin);
        else if (image.Digest is { } newDigest)
            (tag, digest, origin) = ("", newDigest.Text, newDigest.Origin);
        if (image.TagSuffix is { } suffix && image.Digest is null)
            (tag, digest, origin) = (tag + suffix.Text, "", suffix.Origin);
        string text = name + (tag.Length > 0 ? ":" + tag : "") + (digest.Length > 0 ? "@" + digest : "");
        budget.SpendText(text.Length);
        scalar.SetValue(text, ScalarTag.Text, origin);
        return scalar;
    }

    private static (string Name, string Tag, string Digest) Split(string image)
    {
        int slash = Math.Max(image.IndexOf('/', StringComparison.Ordinal), 0);
        int at = image.IndexOf('@', slash);
        int colon = image.IndexOf(':', slash);
        if (at < 0 && colon < 0)
            return (image, "", "");
        if (at >= 0 && (colon < 0 || at < colon))
            return (image.Substring(0, at), "", image.Substring(at + 1));
        return at >= 0 ? (image.Substring(0, colon), image.Substring(colon + 1, at - colon - 1), image.Substring(at + 1))
            : (image.Substring(0, colon), image.Substring(colon + 1), "");
    }
}
