using ContainerSecurity.AspNetCore.Admission.Messages;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies.Admission;
using Microsoft.AspNetCore.Http;

namespace ContainerSecurity.AspNetCore.Admission.Reviews;

/// <summary>
/// A question of an API server: its envelope, read strictly, with the document that the engine reads the rest from.
/// </summary>
internal sealed record AdmissionReview(MappingNode Document, string Uid, AdmissionOperation Operation)
{
    public const string ApiVersion = "admission.k8s.io/v1";

    private const int MaxUidLength = 256;
    private const int MaxNodes = 1_000_000;

    private static readonly DocumentReader Reader = new(new DocumentLimits { MaxNodes = MaxNodes });

    /// <summary>Who the object is, such as <c>apps/v1 Deployment shop/web</c>, with its subresource.</summary>
    public required string Object { get; init; }

    /// <summary>Whether it is about a part of an object, such as its status.</summary>
    public required bool IsOfSubresource { get; init; }

    /// <summary>Who asks; empty where the review does not say it.</summary>
    public required string User { get; init; }

    public required bool IsDryRun { get; init; }

    /// <summary>Reads a review.</summary>
    /// <param name="bytes">A buffer.</param>
    /// <param name="length">How many bytes of the buffer count.</param>
    /// <exception cref="RefusedReviewException">It is none, or one of another version.</exception>
    public static AdmissionReview Read(byte[] bytes, int length)
    {
        if (length == 0)
            throw Refused("There is no body; a webhook is asked with an AdmissionReview.");
        // The reader would take what is no JSON for YAML.
        if (!bytes.AsSpan(0, length).TrimStart(" \t\r\n"u8).StartsWith("{"u8))
            throw Refused("The body is no JSON object.");
        DocumentSet read = Reader.Read(bytes, length, "review.json");
        if (read.Errors.Count > 0)
            throw Refused($"The body is no JSON that could be read: {read.Errors[0].Message}");
        if (read.Documents is not [MappingNode review])
            throw Refused("The body is no JSON object.");
        if (Text(review, "kind") != "AdmissionReview")
            throw Refused("The body is no object of the kind AdmissionReview.");
        if (Text(review, "apiVersion") is var version && version != ApiVersion)
            throw Refused($"The review is of the version '{Shown.Short(version)}'; set admissionReviewVersions to [v1], "
                + $"because this webhook speaks {ApiVersion} alone.");
        return review["request"] is MappingNode request ? Read(review, request) : throw Refused("The review has no 'request'.");
    }

    private static AdmissionReview Read(MappingNode review, MappingNode request)
    {
        if (Text(request, "uid") is not { Length: > 0 and <= MaxUidLength } uid)
            throw Refused("The request of the review has no 'uid' to answer to.");
        return new AdmissionReview(review, uid, OperationOf(Text(request, "operation")))
        {
            Object = ObjectOf(request),
            IsOfSubresource = Text(request, "subResource").Length > 0,
            User = Shown.Short(request["userInfo"] is MappingNode user ? Text(user, "username") : ""),
            IsDryRun = request["dryRun"] is ScalarNode dryRun && dryRun.TryBoolean(out bool isDryRun) && isDryRun,
        };
    }

    private static AdmissionOperation OperationOf(string operation) => operation switch
    {
        "CREATE" => AdmissionOperation.Create,
        "UPDATE" => AdmissionOperation.Update,
        "DELETE" => AdmissionOperation.Delete,
        "CONNECT" => AdmissionOperation.Connect,
        _ => throw Refused($"The operation of the review is '{Shown.Short(operation)}', which is none of CREATE, UPDATE, DELETE and CONNECT."),
    };

    private static string ObjectOf(MappingNode request)
    {
        var kind = request["kind"] as MappingNode;
        string group = Text(kind, "group"), version = Text(kind, "version"), subresource = Text(request, "subResource");
        string @namespace = Text(request, "namespace"), name = NameOf(request);
        string apiVersion = group.Length == 0 ? version : $"{group}/{version}";
        string place = @namespace.Length == 0 ? name : $"{@namespace}/{name}";
        return Shown.Short($"{apiVersion} {Text(kind, "kind")} {place}{(subresource.Length == 0 ? "" : "/")}{subresource}");
    }

    /// <summary>
    /// The name, which is empty for objects that the API server is still to name, and for those of a collection that is
    /// deleted.
    /// </summary>
    private static string NameOf(MappingNode request)
    {
        if (Text(request, "name") is { Length: > 0 } name)
            return name;
        var metadata = (request["oldObject"] as MappingNode ?? request["object"] as MappingNode)?["metadata"] as MappingNode;
        return Text(metadata, "name") is { Length: > 0 } own ? own : Text(metadata, "generateName") is { Length: > 0 } prefix ? prefix + "*" : "";
    }

    private static string Text(MappingNode? mapping, string key) => mapping?[key] is ScalarNode { IsNull: false } scalar ? scalar.Text : "";

    private static RefusedReviewException Refused(string message) => new(StatusCodes.Status400BadRequest, message);
}
