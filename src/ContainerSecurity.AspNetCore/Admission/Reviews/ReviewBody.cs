using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ContainerSecurity.AspNetCore.Admission.Reviews;

/// <summary>The bytes of a review, in a buffer that is given back.</summary>
internal sealed class ReviewBody : IDisposable
{
    private const int FirstSize = 16 * 1024;

    private ReviewBody(int size) => Bytes = ArrayPool<byte>.Shared.Rent(size);

    public byte[] Bytes { get; private set; }

    public int Length { get; private set; }

    /// <summary>Reads the body of a request.</summary>
    /// <exception cref="RefusedReviewException">It is too long, too slow, or was broken off.</exception>
    public static async Task<ReviewBody> ReadAsync(HttpContext context, int maxSize, TimeSpan timeout, TimeProvider time)
    {
        HttpRequest request = context.Request;
        if (request.ContentLength > maxSize)
            throw TooLong(maxSize);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = maxSize;
        using var slow = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(slow.Token, context.RequestAborted);
        var body = new ReviewBody((int)Math.Min(request.ContentLength + 1 ?? FirstSize, maxSize));
        try
        {
            await body.FillAsync(request.Body, maxSize, either.Token).ConfigureAwait(false);
            return body;
        }
        catch (Exception e)
        {
            body.Dispose();
            throw e switch
            {
                OperationCanceledException when slow.IsCancellationRequested =>
                    new RefusedReviewException(
                        StatusCodes.Status408RequestTimeout,
                        $"The review did not arrive whole within {timeout.TotalSeconds:0.###} seconds."),
                BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => TooLong(maxSize),
                BadHttpRequestException bad => new RefusedReviewException(bad.StatusCode, "The request could not be read."),
                _ => e,
            };
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(Bytes);
        Bytes = [];
    }

    private async Task FillAsync(Stream stream, int maxSize, CancellationToken cancellationToken)
    {
        for (int read; (read = await stream.ReadAsync(Bytes.AsMemory(Length), cancellationToken).ConfigureAwait(false)) > 0;)
        {
            Length += read;
            if (Length > maxSize)
                throw TooLong(maxSize);
            if (Length == Bytes.Length)
                Grow();
        }
    }

    private void Grow()
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Bytes.Length * 2);
        Bytes.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(Bytes);
        Bytes = larger;
    }

    private static RefusedReviewException TooLong(int maxSize) =>
        new(StatusCodes.Status413PayloadTooLarge, $"The review is longer than {maxSize} bytes, which this webhook takes at most.");
}
