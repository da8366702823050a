using System.Buffers;
using System.IO.Pipelines;
using ContainerSecurity.Docker.Access;
using ContainerSecurity.Docker.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ContainerSecurity.AspNetCore.Docker.Proxy;

/// <summary>Reads of a request what is decided by: the target from its raw form, and the body where it is judged.</summary>
internal static class RequestReader
{
    /// <summary>What a body that is not judged may call itself. A form is not among them: its values win over the query's.</summary>
    private static readonly string[] StreamTypes =
        ["application/x-tar", "application/tar", "application/octet-stream", "application/json", "application/x-gzip", "text/plain"];

    /// <exception cref="RefusalException">The target is none that the engine would be asked for.</exception>
    public static DockerRequestTarget ReadTarget(HttpContext context)
    {
        string raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return DockerRequestTarget.TryParse(context.Request.Method, raw, out string problem)
            ?? throw new RefusalException(StatusCodes.Status403Forbidden, problem);
    }

    /// <summary>Returns the body as it is judged, and its bytes where it was read whole.</summary>
    /// <exception cref="RefusalException">The body is none that the endpoint takes.</exception>
    public static async Task<(DockerBody Judged, ReadOnlyMemory<byte> Bytes)> ReadBodyAsync(HttpContext context, DockerRequestTarget target)
    {
        HttpRequest request = context.Request;
        if (target.Endpoint.Body is DockerBodyKind.Judged or DockerBodyKind.None)
        {
            ReadOnlyMemory<byte> bytes = await ReadWholeAsync(request, context.RequestAborted).ConfigureAwait(false);
            return (DockerBody.Read(target, bytes, request.ContentType), bytes);
        }
        bool hasBody = StrictHttp.HasBody(request);
        if (hasBody && target.Endpoint.Action == "image.pull" && target.Query["fromSrc"] != "-")
            throw new RefusalException(StatusCodes.Status400BadRequest, $"{target.Endpoint} takes a body with fromSrc=- only.");
        if (hasBody && request.ContentType is { Length: > 0 } type)
        {
            string plain = type.Split(';')[0].Trim().ToLowerInvariant();
            if (!StreamTypes.Contains(plain))
                throw new RefusalException(StatusCodes.Status415UnsupportedMediaType, $"A body of the type '{plain}' is not taken here.");
            request.ContentType = plain;
        }
        return (DockerBody.Read(target, default, request.ContentType), default);
    }

    private static async Task<ReadOnlyMemory<byte>> ReadWholeAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > DockerBody.MaxLength)
            throw TooLong();
        PipeReader reader = request.BodyReader;
        while (true)
        {
            ReadResult read = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (read.Buffer.Length > DockerBody.MaxLength)
                throw TooLong();
            if (read.IsCompleted)
            {
                byte[] body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static RefusalException TooLong() =>
        new(StatusCodes.Status413PayloadTooLarge, $"A body that is judged is at most {DockerBody.MaxLength} bytes long.");
}
