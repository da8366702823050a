using System.Net;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Images.Registries;

/// <summary>What a registry says when it refuses.</summary>
internal static class RegistryFault
{
    private const int MaxBody = 64 * 1024;

    public static async Task<ImageReadException> OfAsync(string registry, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        ImageReadFailure failure = response.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ImageReadFailure.Unauthorized,
            HttpStatusCode.NotFound => ImageReadFailure.NotFound,
            _ => ImageReadFailure.Unreachable,
        };
        return new ImageReadException(
            failure,
            $"{registry} answers {(int)response.StatusCode} {response.ReasonPhrase}{await ReasonAsync(response, cancellationToken).ConfigureAwait(false)}.");
    }

    private static async Task<string> ReasonAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            byte[] json = await BlobDigest.ReadAllAsync(body, MaxBody, "", cancellationToken).ConfigureAwait(false);
            return new DocumentReader().Read(json, json.Length, "answer.json").Documents is [MappingNode answer]
                && answer["errors"] is SequenceNode { Items: [MappingNode first, ..] }
                && first["code"] is ScalarNode code
                ? $" ({code.Text}{(first["message"] is ScalarNode { IsNull: false } message ? ": " + message.Text : "")})"
                : "";
        }
        catch (IOException)
        {
            return "";
        }
    }
}
