# A static program in a small image with a shell, which GitLab needs.
#   docker build --tag saidso .
#   docker run --rm --volume "$PWD:/work" saidso audit
FROM rust:1-alpine AS build
RUN apk add --no-cache musl-dev
WORKDIR /source
COPY . .
RUN cargo build --release --locked --bin saidso

FROM alpine:3
COPY --from=build /source/target/release/saidso /usr/local/bin/saidso
COPY --from=build /source/LICENSE-MIT /source/LICENSE-APACHE /usr/share/licenses/saidso/
# What writes reports into a mounted folder needs its owner's number: docker run --user "$(id -u):$(id -g)".
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["saidso"]
CMD ["audit"]
