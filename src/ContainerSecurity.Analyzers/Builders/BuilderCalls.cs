using ContainerSecurity.Analyzers.Projection;
using ContainerSecurity.Analyzers.Roots;
using ContainerSecurity.Documents;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ContainerSecurity.Analyzers.Builders;

/// <summary>Calls of fluent builders (Testcontainers, Aspire) as what they say of a create-container body. Each call is a fragment of its own.</summary>
internal sealed class BuilderCalls(Projector projector, SourceMap sources)
{
    /// <summary>What a call is judged as.</summary>
    public static Root Root { get; } = new(RootFormat.Docker, "Container", "", [], false);

    /// <summary>Whether the operation calls a builder, or makes one from an image.</summary>
    public static bool IsBuilderCall(IOperation operation) => operation switch
    {
        IInvocationOperation call => IsTestcontainers(call.TargetMethod.ContainingType) || IsAspire(call.TargetMethod.ContainingType),
        IObjectCreationOperation creation => IsImageAnnotation(creation.Type) || (creation.Arguments.Length > 0 && IsTestcontainers(creation.Type)),
        _ => false,
    };

    /// <summary>Whether the call is of a container that a test makes and throws away, whose passwords are no secrets of anybody.</summary>
    public static bool IsThrownAway(IOperation operation) => operation is IInvocationOperation call && IsTestcontainers(call.TargetMethod.ContainingType);

    /// <summary>The fragment that a call says; null where it says nothing that is judged.</summary>
    public MappingDraft? Project(IOperation operation) => operation switch
    {
        IObjectCreationOperation { Initializer: { } members } annotation when IsImageAnnotation(annotation.Type) => Annotated(members),
        IObjectCreationOperation creation when Find(creation.Arguments, "image") is { } image => Fragment(image, Image(Text(image)), "Image"),
        IInvocationOperation call => Project(call),
        _ => null,
    };

    private MappingDraft? Project(IInvocationOperation call)
    {
        IOperation? Argument(string name) => Find(call.Arguments, name);
        switch (call.TargetMethod.Name)
        {
            case "WithImage" or "AddContainer" when Argument("image") is { } image:
                return Fragment(image, Image(ImageOf(call, image, Argument("tag"))), "Image");
            case "WithImageTag" when Argument("tag") is { } tag && Text(tag) is ScalarDraft { Text: "latest" }:
                return Fragment(tag, OfLatest(tag), "Image");
            case "WithPrivileged" when call.Arguments is [{ Value: { } privileged }]:
                return Fragment(privileged, Text(privileged), "HostConfig", "Privileged");
            case "WithNetwork" when call.Arguments is [{ Value: { } network }]:
                return Fragment(network, Text(network), "HostConfig", "NetworkMode");
            case "WithEnvironment" when Argument("name") is { } name && Argument("value") is { } value:
                return Fragment(value, ListOf(value, Variable(Text(name), Text(value))), "Env");
            case "WithEnvironment" when call.Arguments is [{ Value: { } variables }] && Text(variables) is MappingDraft known:
                return Fragment(variables, Variables(variables, known), "Env");
            case "WithBindMount" when Argument("source") is { } source:
                return Fragment(
                    source,
                    ListOf(
                        source,
                        Mount(
                            source,
                            Argument("destination") ?? Argument("target"),
                            Argument("accessMode"),
                            Argument("isReadOnly"))),
                    "HostConfig",
                    "Mounts");
            case "WithContainerRuntimeArgs" when Argument("args") is { } arguments && Text(arguments) is SequenceDraft list:
                return DockerRun.ReadOptions(list);
            default:
                return null;
        }
    }

    /// <summary>An image of which the tag alone is known.</summary>
    private ScalarDraft OfLatest(IOperation tag)
    {
        var image = new ScalarDraft(OriginOf(tag), "image:latest", ScalarStyle.Quoted) { IsPartial = true, Shown = "\u2026:latest" };
        projector.Partials.Add(image);
        return image;
    }

    private Draft ImageOf(IInvocationOperation call, IOperation image, IOperation? tag)
    {
        Draft name = Text(image);
        bool isAspire = IsAspire(call.TargetMethod.ContainingType);
        if (isAspire && (IsTaggedLater(call) || (tag is not null && name is PartialDraft)))
            return new UnknownDraft(name.Origin);
        if (!isAspire || tag is null || name is not ScalarDraft { IsNull: false } known)
            return name;
        return Text(tag) is ScalarDraft version
            ? new ScalarDraft(known.Origin, version.IsNull ? known.Text : $"{known.Text}:{version.Text}", ScalarStyle.Quoted)
            : new UnknownDraft(known.Origin);
    }

    /// <summary>Whether a later call of the chain gives the image its tag or digest.</summary>
    private static bool IsTaggedLater(IInvocationOperation call)
    {
        IOperation? at = call.Parent;
        while (at is IArgumentOperation or IConversionOperation or IInvocationOperation)
        {
            if (at is IInvocationOperation { TargetMethod.Name: "WithImageTag" or "WithImageSHA256" or "WithImage" })
                return true;
            at = at.Parent;
        }
        return false;
    }

    private static Draft Variable(Draft name, Draft value) =>
        name is ScalarDraft { IsNull: false } n && value is ScalarDraft { IsNull: false } v
            ? new ScalarDraft(v.Origin, $"{n.Text}={v.Text}", ScalarStyle.Quoted)
            : new UnknownDraft(value.Origin);

    private SequenceDraft Variables(IOperation place, MappingDraft variables)
    {
        var list = new SequenceDraft(OriginOf(place)) { IsOpen = true };
        foreach ((string key, Draft value) in variables.Entries)
            list.Items.Add(Variable(new ScalarDraft(value.Origin, key, ScalarStyle.Quoted), value));
        return list;
    }

    private MappingDraft Mount(IOperation source, IOperation? target, IOperation? access, IOperation? isReadOnly)
    {
        Origin origin = OriginOf(source);
        var mount = new MappingDraft(origin);
        Draft folder = projector.Complete("Source", Text(source));
        // Which folder of the host a test gets is mostly worked out, and its own; what is written out is judged.
        mount.Set("Type", origin, folder is ScalarDraft ? new ScalarDraft(origin, "bind", ScalarStyle.Quoted) : new UnknownDraft(origin));
        mount.Set("Source", origin, folder);
        if (target is not null)
            mount.Set("Target", OriginOf(target), Text(target));
        Draft mode = access is not null ? Text(access) : isReadOnly is not null ? Text(isReadOnly) : new ScalarDraft(origin, "false", ScalarStyle.Plain);
        mount.Set(
            "ReadOnly",
            origin,
            mode is ScalarDraft known
                ? new ScalarDraft(origin, known.Text is "ReadOnly" or "true" ? "true" : "false", ScalarStyle.Plain)
                : mode);
        return mount;
    }

    private SequenceDraft ListOf(IOperation place, Draft item)
    {
        var list = new SequenceDraft(OriginOf(place)) { IsOpen = true };
        list.Items.Add(item);
        return list;
    }

    private MappingDraft Fragment(IOperation place, Draft value, params string[] path)
    {
        Origin origin = OriginOf(place);
        for (int i = path.Length - 1; i >= 0; i--)
        {
            var mapping = new MappingDraft(origin) { IsOpen = true };
            mapping.Set(path[i], origin, value);
            value = mapping;
        }
        return (MappingDraft)value;
    }

    private Draft Image(Draft image) => projector.Complete("Image", image);

    private Draft Text(IOperation operation) => projector.Project(operation);

    private Origin OriginOf(IOperation operation) => sources.OriginOf(operation.Syntax);

    private static IOperation? Find(IEnumerable<IArgumentOperation> arguments, string parameter) =>
        arguments.FirstOrDefault(a => a.Parameter?.Name == parameter && a.ArgumentKind != ArgumentKind.DefaultValue)?.Value;

    private static bool IsTestcontainers(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
            if (type.Name is "ContainerBuilder" or "IContainerBuilder"
                && type is INamedTypeSymbol { Arity: 3 }
                && type.ContainingNamespace?.ToDisplayString() == "DotNet.Testcontainers.Builders")
                return true;
        return false;
    }

    /// <summary>Aspire's own form of an image: its name and tag, or digest, apart.</summary>
    private MappingDraft? Annotated(IObjectOrCollectionInitializerOperation members)
    {
        IOperation? Member(string name) => members.Initializers.OfType<ISimpleAssignmentOperation>()
            .FirstOrDefault(a => a.Target is IPropertyReferenceOperation { Property.Name: var property } && property == name)?.Value;
        if (Member("SHA256") is not null || Member("Image") is not { } image || Text(image) is not ScalarDraft { IsNull: false } name)
            return null;
        if (Member("Tag") is not { } tag)
            return Fragment(image, name, "Image");
        return Text(tag) is ScalarDraft version
            ? Fragment(tag, new ScalarDraft(OriginOf(tag), version.IsNull ? name.Text : $"{name.Text}:{version.Text}", ScalarStyle.Quoted), "Image")
            : null;
    }

    private static bool IsImageAnnotation(ITypeSymbol? type) =>
        type is { Name: "ContainerImageAnnotation" } && type.ContainingNamespace?.ToDisplayString() == "Aspire.Hosting.ApplicationModel";

    private static bool IsAspire(ITypeSymbol? type) =>
        type is { IsStatic: true, Name: "ContainerResourceBuilderExtensions" or "ResourceBuilderExtensions" }
        && type.ContainingNamespace is { Name: "Hosting", ContainingNamespace: { Name: "Aspire", ContainingNamespace.IsGlobalNamespace: true } };
}
